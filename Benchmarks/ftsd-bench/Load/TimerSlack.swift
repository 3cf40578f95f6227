import FoundationEssentials

/// How late the kernel may end a sleep, to end several at once: 50 µs, unless it is told otherwise (prctl(2)).
enum TimerSlack {
  /// Has the sleeps of threads that begin from here on end when they are due. Where it cannot be had, latencies under
  /// offered load are up to that much too long.
  static func remove() {
    try? "1".write(toFile: "/proc/self/timerslack_ns", atomically: false, encoding: .utf8)
  }
}
