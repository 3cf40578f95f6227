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

  /// Whether the clock has reached it.
  var isPast: Bool { clock() >= moment }
}

extension Deadline: Equatable {
  /// Whether they are the same moment, whatever clocks say.
  public static func == (a: Deadline, b: Deadline) -> Bool { a.moment == b.moment }
}
