/// A thread of which documents are in several segments.
struct ScatteredThread {
  /// A part of it.
  struct Piece {
    var segment: Int
    var documents: Range<Int>
  }

  var pieces: [Piece]
  /// Its root, where that is not deleted.
  var root: (segment: Int, document: Int)?

  /// The threads of several segments that are not all in one of them.
  static func all(in segments: [SegmentReader]) -> [ScatteredThread] {
    guard segments.count > 1 else { return [] }
    // All pieces of a thread but one at most lack the root, and mostly there are none that do.
    var threads: [UInt64: ScatteredThread] = [:]
    for segment in segments {
      forEachDocument(of: segment, among: { $0.threadRuns.starts[$1] & ~$0.liveRoots($1) }) { document in
        let thread = segment.thread(of: DocID(document))
        threads[thread, default: ScatteredThread(pieces: [])].pieces.append(piece(of: document, segment))
      }
    }
    if threads.isEmpty { return [] }
    for segment in segments {
      forEachDocument(of: segment, among: { $0.liveRoots($1) }) { document in
        let thread = segment.thread(of: DocID(document))
        guard var scattered = threads[thread] else { return }
        scattered.root = (segment.index, document)
        scattered.pieces.append(piece(of: document, segment))
        threads[thread] = scattered
      }
    }
    return threads.values.filter { $0.pieces.count > 1 }
  }

  private static func piece(of document: Int, _ segment: SegmentReader) -> Piece {
    Piece(segment: segment.index, documents: segment.threadRuns.run(of: document))
  }

  private static func forEachDocument(
    of segment: SegmentReader, among lanes: (SegmentReader, _ block: Int) -> UInt64, _ body: (Int) -> Void
  ) {
    for block in 0..<segment.info.blocks {
      lanes(segment, block).forEachLane { body(block * Grid.blockSize + $0) }
    }
  }
}
