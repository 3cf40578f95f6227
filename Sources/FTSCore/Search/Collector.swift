/// Takes the documents that match, in the order of the index: what needs more of them than the best by score.
protocol Collector: ~Copyable {
  /// Whether scores are asked for.
  var needsScores: Bool { get }

  /// Whether any document of a segment is of interest.
  func isInterested(in segment: SegmentReader) -> Bool

  /// Turns to a segment.
  mutating func begin(_ segment: SegmentReader) throws(IndexError)

  /// The documents of a block that are of interest; others need not be looked at.
  func candidates(_ block: Int) -> UInt64

  /// Takes those candidates of a block that match.
  ///
  /// - Parameter scores: of those documents, where they are needed.
  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) throws(IndexError)
}

extension Collector where Self: ~Copyable {
  func isInterested(in segment: SegmentReader) -> Bool { true }

  func candidates(_ block: Int) -> UInt64 { .max }
}
