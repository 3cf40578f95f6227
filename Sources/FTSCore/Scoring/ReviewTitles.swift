/// Finds what lies below reviews that have a term in their title, over all segments of a snapshot.
enum ReviewTitles {
  /// What a word in the title of a review adds to what lies below it, beside a word of its own that occurs once in the
  /// body: enough to be found, and to decide between equals.
  static let share: Float = 0.2

  /// By segment, the documents below a review, itself not deleted, with one of some terms in its title, deleted
  /// documents not told from others; nothing at all where there are none.
  static func documents(
    below terms: [QueryWeight.Term], _ snapshot: Snapshot
  ) throws(IndexError) -> [DocumentRuns] {
    var found: [[Range<DocID>]] = []
    for segment in snapshot.segments {
      let runs = try documents(below: terms, in: segment)
      if runs.isEmpty { continue }
      if found.isEmpty { found = [[Range<DocID>]](repeating: [], count: snapshot.segments.count) }
      found[segment.index] = runs
    }
    for segment in snapshot.segments {
      let reviews = snapshot.scatteredReviews[segment.index]
      if reviews.blocks.isEmpty { continue }
      for term in terms {
        forEachPiece(ofThreads: reviews, titled: term, segment) { piece in
          if found.isEmpty { found = [[Range<DocID>]](repeating: [], count: snapshot.segments.count) }
          found[piece.segment].append(
            DocID(piece.documents.lowerBound)..<DocID(piece.documents.upperBound))
        }
      }
    }
    return found.map { DocumentRuns($0) }
  }

  /// Those of a segment below reviews of the same segment.
  private static func documents(
    below terms: [QueryWeight.Term], in segment: SegmentReader
  ) throws(IndexError) -> [Range<DocID>] {
    var runs: [Range<DocID>] = []
    for term in terms {
      guard let threads = term.postings[segment.index]?.titledThreads, !threads.isEmpty else { continue }
      runs.reserveCapacity(runs.count + threads.mostThreads)
      let isWhole = threads.forEach(documents: segment.info.documents) { review, below in
        if segment.isLive(review) { runs.append(below) }
      }
      guard isWhole else { throw segment.damaged("postings") }
    }
    return runs
  }

  /// Calls `body` with where else the threads are of those of some reviews of a segment that have a term in their
  /// title: the postings tell which do.
  private static func forEachPiece(
    ofThreads reviews: ScatteredReviews, titled term: QueryWeight.Term, _ segment: SegmentReader,
    _ body: (ThreadPlaces.Piece) -> Void
  ) {
    term.postings[segment.index]?.list.forEachDocument(inBlocks: reviews.blocks) { document, frequencies in
      guard frequencies.title > 0, let pieces = reviews.pieces[document] else { return }
      for piece in pieces where piece.segment != segment.index { body(piece) }
    }
  }
}
