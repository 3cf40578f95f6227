import FTSAnalysis

/// Passes hits of all that matches on, one after the other in the order of the index, and keeps none.
struct HitStream: ~Copyable, Collector {
  let needsScores = true
  private let makeFetcher: (inout Vocabulary) -> HitFetcher
  private let body: (Hit) -> Bool
  private var vocabulary = Vocabulary()
  private var fetcher: HitFetcher
  private var base = 0
  /// Whether no more are wanted.
  private(set) var isDone = false

  /// - Parameter body: returns whether it wants more.
  init(_ makeFetcher: @escaping (inout Vocabulary) -> HitFetcher, _ body: @escaping (Hit) -> Bool) {
    self.makeFetcher = makeFetcher
    self.body = body
    fetcher = makeFetcher(&vocabulary)
  }

  mutating func begin(_ segment: SegmentReader) { base = segment.base }

  func candidates(_ block: Int) -> UInt64 { isDone ? 0 : .max }

  mutating func collect(
    _ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer
  ) throws(IndexError) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      let document = UInt32(truncatingIfNeeded: base + block * Grid.blockSize + lane)
      try pass(ScoredDocument(score: ScoreScale.significant(scores.score(lane)), document: document))
    }
  }

  /// Passes the hit of a document on.
  mutating func pass(_ found: ScoredDocument) throws(IndexError) {
    if isDone { return }
    if vocabulary.memory > Vocabulary.limit {
      vocabulary = Vocabulary()
      fetcher = makeFetcher(&vocabulary)
    }
    isDone = !body(try fetcher.hit(of: found, &vocabulary))
  }
}
