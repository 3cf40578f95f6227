import FoundationEssentials

/// The most memory this process has had at once, as the kernel tells.
enum PeakMemory {
  /// The peak resident set (`VmHWM` of proc(5)) in bytes: with the pages of mapped files, the
  /// index's among them. `nil` where there is no /proc.
  static var bytes: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return kilobytes << 10
  }
}
