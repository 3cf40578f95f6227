import FTSQuery

/// Of each rating in an index, the share of the documents with a rating whose rating is lower; deleted ones aside.
struct RatingShares {
  /// By segment and ordinal.
  private var shares: [[Double]] = []

  init(_ snapshot: Snapshot) throws(IndexError) {
    let ratings = try snapshot.ordinalMap(of: .rating)
    var counts = [Int](repeating: 0, count: ratings.count)
    for (segment, column) in zip(snapshot.segments, ratings.columns) {
      guard let column else { continue }
      let numbers = ratings.numbers(of: segment.index)
      let filter = LaneFilter(segment, kind: nil)
      let live = (0..<segment.info.blocks).map { filter[$0] }
      _ = unsafe live.withUnsafeBufferPointer { live in
        unsafe column.forEachOrdinal(of: live) { _, ordinal in
          // Bytes on disk may name a value that is not there.
          if column.numberOrdinals.contains(ordinal) {
            counts[numbers.isEmpty ? Int(ordinal) : Int(numbers[Int(ordinal)])] += 1
          }
        }
      }
    }
    let total = Double(max(1, counts.reduce(0, +)))
    var lower = 0
    let byNumber = counts.map { count in
      defer { lower += count }
      return Double(lower) / total
    }
    for (segment, column) in zip(snapshot.segments, ratings.columns) {
      let numbers = ratings.numbers(of: segment.index)
      shares.append(
        (0..<Int(column?.numberOrdinals.upperBound ?? 0)).map { ordinal in
          byNumber[numbers.isEmpty ? ordinal : Int(numbers[ordinal])]
        })
    }
  }

  /// The share of a rating.
  func share(ofOrdinal ordinal: Int, in segment: Int) -> Double { shares[segment][ordinal] }
}
