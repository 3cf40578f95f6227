public import FTSDocument

/// A stretch of time: a year, a month, a day or a second of the calendar, or one counted from now. All in UTC.
public enum DatePeriod: Hashable, Sendable, CustomStringConvertible {
  /// As long as the timestamp is precise.
  case calendar(Timestamp)
  /// Counted from the moment at which the query is asked.
  case relative(RelativePeriod)

  /// Reads `2013`, `2013-05`, `2013-05-17`, a moment of `Timestamp`, or the name of a relative period.
  public init?(_ text: String) {
    if let period = RelativePeriod(rawValue: text) {
      self = .relative(period)
    } else if let timestamp = Timestamp(text) {
      self = .calendar(timestamp)
    } else {
      return nil
    }
  }

  /// Its seconds since 1970-01-01T00:00:00Z.
  ///
  /// - Parameter now: The moment from which relative periods are counted, in the same seconds.
  public func seconds(now: Int64) -> Range<Int64> {
    switch self {
    case .calendar(let timestamp): timestamp.period
    case .relative(let period): period.seconds(now: now)
    }
  }

  /// As `init(_:)` reads it.
  public var description: String {
    switch self {
    case .calendar(let timestamp): timestamp.description
    case .relative(let period): period.rawValue
    }
  }
}
