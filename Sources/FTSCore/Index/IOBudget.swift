import Dispatch
import Glibc
import Synchronization

/// How much may be written in the background in a time, so that whoever else needs the disk finds it free.
final class IOBudget: Sendable {
  private let bytesPerSecond: Int
  /// When what was written so far is paid for.
  private let paid = Mutex(ContinuousClock.now)

  init(bytesPerSecond: Int) { self.bytesPerSecond = max(1, bytesPerSecond) }

  /// Waits until what was written is within the budget.
  func wait(_ bytes: Int) {
    let cost = Duration.seconds(Double(bytes) / Double(bytesPerSecond))
    let pause = paid.withLock { paid in
      let now = ContinuousClock.now
      // A time in which nothing was written is not saved up.
      paid = max(paid, now - cost) + cost
      return paid - now
    }
    if pause > .zero { usleep(UInt32(min(pause / .microseconds(1), 10_000_000))) }
  }
}
