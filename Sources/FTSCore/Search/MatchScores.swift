/// The scores of documents that were chosen by something else.
struct MatchScores: ~Copyable, Collector {
  let needsScores = true
  /// By number within the snapshot, in units; of those that do not match, nothing.
  private(set) var scores: [UInt32: UInt32] = [:]
  private let documents: [UInt32]
  /// By block of the segment, which documents are sought.
  private var sought: [UInt64] = []
  private var base = 0

  /// - Parameter documents: by number within the snapshot.
  init(of documents: [UInt32]) { self.documents = documents }

  func isInterested(in segment: SegmentReader) -> Bool {
    documents.contains { Self.numbers(of: segment).contains(Int($0)) }
  }

  mutating func begin(_ segment: SegmentReader) {
    base = segment.base
    sought = [UInt64](repeating: 0, count: segment.info.blocks)
    for document in documents where Self.numbers(of: segment).contains(Int(document)) {
      let own = Int(document) - base
      sought[own / Grid.blockSize] |= 1 << UInt64(own % Grid.blockSize)
    }
  }

  private static func numbers(of segment: SegmentReader) -> Range<Int> {
    segment.base..<segment.base + segment.info.documents
  }

  func candidates(_ block: Int) -> UInt64 { sought[block] }

  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      self.scores[UInt32(base + block * Grid.blockSize + lane)] = ScoreScale.significant(scores.score(lane))
    }
  }
}
