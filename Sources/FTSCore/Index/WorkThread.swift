import Dispatch
import Glibc
import Synchronization

/// A thread that does one piece of work after the other, in the order in which they come.
///
/// A thread and no dispatch queue, since it may have a lower priority than those that answer queries, which cannot be
/// taken back from a thread of a pool.
final class WorkThread: Sendable {
  typealias Work = @Sendable () -> Void

  private struct State {
    var waiting: [Work] = []
    var isEnding = false
  }

  private let state = Mutex(State())
  private let news = DispatchSemaphore(value: 0)
  private let end = DispatchSemaphore(value: 0)

  /// - Parameter niceness: added to that of the process; 0 is as urgent as anything else.
  init(niceness: Int32 = 0) {
    let run: Work = { [state = self] in
      // On Linux this is a thread's, not the process's.
      if niceness > 0 { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
      state.run()
    }
    Self.detach(run)
  }

  /// Adds a piece of work; none is taken from `finish` on.
  func add(_ work: @escaping Work) {
    let isTaken = state.withLock { state in
      if state.isEnding { return false }
      state.waiting.append(work)
      return true
    }
    if isTaken { news.signal() }
  }

  /// The next piece of work, for work under way that lets others pass.
  func takeNext() -> Work? {
    state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
  }

  /// Waits for all work that was added, and ends the thread.
  func finish() {
    state.withLock { $0.isEnding = true }
    news.signal()
    end.wait()
    end.signal()
  }

  private func run() {
    while true {
      news.wait()
      if let work = takeNext() {
        work()
      } else if state.withLock({ $0.isEnding && $0.waiting.isEmpty }) {
        end.signal()
        return
      }
    }
  }

  /// Runs `work` on a thread of its own.
  private static func detach(_ work: @escaping Work) {
    final class Box { let work: Work; init(_ work: @escaping Work) { self.work = work } }
    var thread = pthread_t()
    // SAFETY: the box is retained for the thread, which takes it over. Without a thread nothing would ever be
    // written: no caller could go on.
    let box = unsafe Unmanaged.passRetained(Box(work))
    let result = unsafe pthread_create(
      &thread, nil,
      { argument in
        let box = unsafe Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue()
        box.work()
        return nil
      }, box.toOpaque())
    precondition(result == 0, "the system gives no thread")
    pthread_detach(thread)
  }
}
