import Glibc

/// The moment at which a search is to be at its end.
public struct Deadline: Sendable {
  private let moment: ContinuousClock.Instant
  /// Blocks evaluated from one look at the clock to the next: a look takes as long as one or two.
  let interval: Int
  private let clock: @Sendable () -> ContinuousClock.Instant

  /// A moment of the system's clock.
  public init(_ moment: ContinuousClock.Instant) { self.init(moment, interval: 64) { .now } }

  /// A moment of any clock.
  init(
    _ moment: ContinuousClock.Instant, interval: Int,
    clock: @escaping @Sendable () -> ContinuousClock.Instant
  ) {
    self.moment = moment
    self.interval = interval
    self.clock = clock
  }

  /// Of what is to be brief, for a thread that has others to answer: when it has worked for two milliseconds, twice what
  /// a brief search may be expected to take, whatever else the processor does meanwhile.
  ///
  /// Only for what the calling thread does.
  public static var brief: Deadline {
    let start = ContinuousClock.now
    let used = Self.processorTime()
    let moment = start + .nanoseconds(2 * SearchCost.brief)
    return Deadline(moment, interval: 64) {
      // A thread works no longer than time passes, and what passes is told without a system call, in a twentieth of the time.
      let now = ContinuousClock.now
      return now < moment ? now : start + .nanoseconds(Self.processorTime() - used)
    }
  }

  /// Nanoseconds that the calling thread has worked.
  private static func processorTime() -> Int {
    var time = timespec()
    // SAFETY: the structure is filled during the call only.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Whether the clock has reached it.
  var isPast: Bool { clock() >= moment }
}

extension Deadline: Equatable {
  /// Whether they are the same moment, whatever clocks say.
  public static func == (a: Deadline, b: Deadline) -> Bool { a.moment == b.moment }
}
