/// Where a value lies.
public enum Comparison<Bound: Hashable & Sendable>: Hashable, Sendable {
  /// Below the bound.
  case less(Bound)
  /// At the bound or below.
  case atMost(Bound)
  /// Above the bound.
  case greater(Bound)
  /// At the bound or above.
  case atLeast(Bound)
  /// Between the bounds, or at one of them; of two equal ones, there.
  case between(Bound, Bound)

  /// The bounds, in order.
  public var bounds: [Bound] {
    switch self {
    case .less(let bound), .atMost(let bound), .greater(let bound), .atLeast(let bound): [bound]
    case .between(let low, let high): [low, high]
    }
  }

  /// The same comparison with other bounds; `nil` where one of them has none.
  func map<Other>(_ transform: (Bound) -> Other?) -> Comparison<Other>? {
    switch self {
    case .less(let bound): transform(bound).map { .less($0) }
    case .atMost(let bound): transform(bound).map { .atMost($0) }
    case .greater(let bound): transform(bound).map { .greater($0) }
    case .atLeast(let bound): transform(bound).map { .atLeast($0) }
    case .between(let low, let high):
      if let low = transform(low), let high = transform(high) { .between(low, high) } else { nil }
    }
  }
}

extension Comparison where Bound: Comparable {
  /// Whether a value lies there.
  public func contains(_ value: Bound) -> Bool {
    switch self {
    case .less(let bound): value < bound
    case .atMost(let bound): value <= bound
    case .greater(let bound): value > bound
    case .atLeast(let bound): value >= bound
    case .between(let low, let high): low <= value && value <= high
    }
  }
}

extension Comparison<DatePeriod> {
  /// The seconds since 1970-01-01T00:00:00Z that lie there: before or after the whole of a period, from the beginning
  /// of the first to the end of the last.
  ///
  /// - Parameter now: The moment from which relative periods are counted, in the same seconds.
  public func seconds(now: Int64) -> Range<Int64> {
    switch self {
    case .less(let period): .min..<period.seconds(now: now).lowerBound
    case .atMost(let period): .min..<period.seconds(now: now).upperBound
    case .greater(let period): period.seconds(now: now).upperBound..<Int64.max
    case .atLeast(let period): period.seconds(now: now).lowerBound..<Int64.max
    case .between(let first, let last):
      {
        let start = first.seconds(now: now).lowerBound
        return start..<max(start, last.seconds(now: now).upperBound)
      }()
    }
  }
}
