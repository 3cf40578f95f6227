/// The reviews of a segment whose threads are in other segments, too.
struct ScatteredReviews {
  /// Where each one's thread is, by its DocID.
  private(set) var pieces: [DocID: [ThreadPlaces.Piece]] = [:]
  /// The blocks they are in, ascending.
  private(set) var blocks: [Int] = []

  /// By segment, the reviews of threads.
  static func bySegment(
    _ threads: some Sequence<ThreadPlaces>, _ segments: [SegmentReader]
  ) -> [ScatteredReviews] {
    var reviews = [ScatteredReviews](repeating: ScatteredReviews(), count: segments.count)
    for thread in threads {
      guard let root = thread.root else { continue }
      reviews[root.segment].pieces[DocID(root.document)] = thread.pieces
    }
    for segment in segments.indices {
      let blocks = Set(reviews[segment].pieces.keys.map { Int($0) / Grid.blockSize })
      reviews[segment].blocks = blocks.sorted()
    }
    return reviews
  }
}
