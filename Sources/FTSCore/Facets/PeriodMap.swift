import FTSDocument

/// The years or months in which dates lie, over all segments, numbered in order; and which of them the buckets of a
/// segment are.
struct PeriodMap {
  /// By segment.
  let buckets: [DateBuckets]
  /// By number.
  let periods: [Timestamp]
  /// By segment and bucket, the number of its period; of a bucket that has none, one behind the last.
  let numbers: [[UInt32]]

  init(_ segments: [SegmentReader], by precision: Timestamp.Precision) throws(IndexError) {
    var buckets: [DateBuckets] = []
    for segment in segments { buckets.append(try segment.dateBuckets(by: precision)) }
    let periods = Set(buckets.flatMap { $0.periods.compactMap(\.self) }).sorted()
    numbers = buckets.map { buckets in
      buckets.periods.map { period in
        UInt32(
          period.map { period in partitionPoint(periods.count) { periods[$0] >= period } } ?? periods.count)
      }
    }
    self.buckets = buckets
    self.periods = periods
  }
}
