import FoundationEssentials
import Glibc

/// Time that a process has spent on processors.
enum ProcessorTime {
  /// Nanoseconds of all threads that live, as the scheduler counts them (first field of `schedstat`); `nil` where the
  /// process is gone or the kernel does not tell.
  static func nanoseconds(of process: pid_t) -> Int? {
    let tasks = "/proc/\(process)/task"
    guard let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks) else { return nil }
    return threads.reduce(into: Int?.some(0)) { sum, thread in
      let text = try? String(contentsOfFile: "\(tasks)/\(thread)/schedstat", encoding: .utf8)
      guard let time = text?.split(separator: " ").first.flatMap({ Int($0) }) else { return }
      sum = (sum ?? 0) + time
    }
  }
}
