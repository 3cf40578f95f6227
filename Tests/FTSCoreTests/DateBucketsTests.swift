import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct DateBucketsTests {
  @Test(arguments: Seeds.all, [10, 1_000, 20_000]) func aDateIsInItsOwnYearAndMonth(seed: UInt64, count: Int)
    throws
  {
    var generator = SeededGenerator(seed: seed)
    var builder = ValueColumnBuilder()
    // Some column has no dates.
    let dates = (0..<(seed == 1 ? 0 : count)).map { _ in RandomValues.date(&generator) }
    for (document, date) in dates.enumerated() { builder.append(.date(date), of: DocID(document)) }
    try withBlob(builder.encode(documents: count)) { bytes in
      let column = try #require(ValueColumn(bytes, documents: count))
      for precision in [Timestamp.Precision.year, .month] {
        let buckets = DateBuckets(column, by: precision)
        for place in 0..<column.dateOrdinals.count {
          let date = column.date(place)
          let isPrecise = date.precision.rawValue >= precision.rawValue
          let bucket = buckets.bucket(of: column.dateOrdinals.lowerBound + UInt32(place))
          #expect(
            buckets.periods[bucket] == (isPrecise ? date.truncated(to: precision) : nil),
            "seed \(seed), \(date)")
        }
        #expect(buckets.bucket(of: .max) == buckets.periods.count)
      }
    }
  }
}
