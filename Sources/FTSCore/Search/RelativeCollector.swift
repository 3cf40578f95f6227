/// Takes the documents to which others stand in a relation: which match, over all segments.
struct RelativeCollector: Collector {
  let needsScores = false
  /// By segment.
  private(set) var matching: [DocumentMask]
  private let relation: ThreadRelation
  private var segment: SegmentReader?

  init(_ relation: ThreadRelation, _ snapshot: Snapshot) {
    self.relation = relation
    matching = snapshot.segments.map { DocumentMask(blocks: $0.info.blocks) }
  }

  mutating func begin(_ segment: SegmentReader) { self.segment = segment }

  func candidates(_ block: Int) -> UInt64 { segment.map { relation.candidates($0, block) } ?? 0 }

  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) {
    if let segment { matching[segment.index][block] = lanes }
  }
}
