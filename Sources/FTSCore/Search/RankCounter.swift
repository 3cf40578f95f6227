/// Counts the documents that come before one of a score.
struct RankCounter: ~Copyable, Collector {
  let needsScores = true
  private let document: UInt32
  private let score: UInt32
  private(set) var count = 0
  private var base = 0

  /// - Parameters:
  ///   - document: by number within the snapshot.
  ///   - score: of the document, in units.
  init(before document: UInt32, score: UInt32) {
    self.document = document
    self.score = score
  }

  mutating func begin(_ segment: SegmentReader) { base = segment.base }

  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      let other = ScoreScale.significant(scores.score(lane))
      let isBefore = base + block * Grid.blockSize + lane < Int(document)
      if other > score || other == score && isBefore { count += 1 }
    }
  }
}
