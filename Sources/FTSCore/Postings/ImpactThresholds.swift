/// Lower bounds of the 10th, 100th and 1000th best impact in a list: with one of them a search for
/// the best k begins with a threshold that k documents are known to reach.
struct ImpactThresholds {
  private static let ranks = [10, 100, 1000]
  /// Bytes they take on disk.
  static let size = 3

  /// How many impacts have each lower bound.
  private var histogram = InlineArray<256, Int>(repeating: 0)

  mutating func removeAll() {
    for value in histogram.indices { histogram[value] = 0 }
  }

  /// Counts a posting whose impact has that lower bound.
  @inline(__always)
  mutating func append(_ below: UInt8) { histogram[Int(below)] += 1 }

  /// One byte per rank, in steps of 1/255; 0 where there are fewer postings.
  func encode(into writer: inout ByteWriter) {
    for rank in Self.ranks { writer.byte(lowerBound(ofRank: rank)) }
  }

  private func lowerBound(ofRank rank: Int) -> UInt8 {
    // A span, since a subscript would copy the whole histogram each time.
    let counts = histogram.span
    var above = 0
    for value in stride(from: 255, through: 1, by: -1) {
      above += counts[value]
      if above >= rank { return UInt8(value) }
    }
    return 0
  }

  /// A lower bound of the `k`-th best impact, of what was encoded at `offset` of `bytes`; 0 where
  /// none is known.
  static func threshold(rank k: Int, _ bytes: Blob, at offset: Int) -> UInt8 {
    if k <= 10 { return bytes[offset] }
    if k <= 100 { return bytes[offset + 1] }
    return k <= 1000 ? bytes[offset + 2] : 0
  }
}
