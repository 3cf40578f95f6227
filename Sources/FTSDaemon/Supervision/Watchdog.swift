import NIOCore

/// Tells the supervisor that the process is alive: each time when all event loops have done what they were asked, so that one
/// which hangs is noticed.
struct Watchdog {
  private let task: RepeatedTask

  /// - Returns: `nil` where the supervisor does not want to know.
  init?(_ supervisor: Supervisor, of group: any EventLoopGroup) {
    guard let interval = supervisor.watchdogInterval else { return nil }
    let loops = Array(group.makeIterator())
    let loop = group.next()
    // Twice as often as asked for, as sd_watchdog_enabled(3) recommends.
    let half = TimeAmount.nanoseconds(Int64(interval / .nanoseconds(2)))
    task = loop.scheduleRepeatedAsyncTask(initialDelay: .zero, delay: half) { _ in
      EventLoopFuture.andAllSucceed(loops.map { $0.submit {} }, on: loop).map { supervisor.tell(.alive) }
    }
  }

  func stop() { task.cancel() }
}
