/// How many documents that are not deleted the thread of each document has, over all segments.
struct ThreadLengths {
  /// By segment and document.
  private var lengths: [[UInt32]] = []

  /// - Parameter scattered: the threads that are in several of the segments.
  init(_ segments: [SegmentReader], scattered: some Sequence<ThreadPlaces>) {
    for segment in segments {
      var own = [UInt32](repeating: 0, count: segment.info.documents)
      var first = 0
      while first < segment.info.documents {
        let run = segment.threadRuns.run(of: first)
        let live = UInt32(run.count { segment.isLive(DocID($0)) })
        for document in run { own[document] = live }
        first = run.upperBound
      }
      lengths.append(own)
    }
    for thread in scattered {
      let sum = thread.pieces.reduce(0) { $0 + lengths[$1.segment][$1.documents.lowerBound] }
      for piece in thread.pieces {
        for document in piece.documents { lengths[piece.segment][document] = sum }
      }
    }
  }

  /// Those of the documents of a segment.
  subscript(segment: Int) -> [UInt32] { lengths[segment] }
}
