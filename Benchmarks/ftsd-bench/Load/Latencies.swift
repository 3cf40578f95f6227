import Histogram

/// Times of requests, in nanoseconds, to three digits.
struct Latencies {
  private var histogram = Histogram<UInt64>(
    lowestDiscernibleValue: 1, highestTrackableValue: 3_600_000_000_000,
    numberOfSignificantValueDigits: .three)

  var count: Int { Int(histogram.totalCount) }

  mutating func record(_ time: Duration) {
    histogram.record(UInt64(max(1, time / .nanoseconds(1))))
  }

  mutating func add(_ other: Latencies) { histogram.add(other.histogram) }

  /// Microseconds that `percent` of the requests do not exceed.
  func microseconds(_ percent: Double) -> Double {
    count == 0 ? 0 : Double(histogram.valueAtPercentile(percent)) / 1_000
  }

  /// What reports have of them.
  static let percentiles: [(name: String, percent: Double)] = [
    ("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9),
  ]
}
