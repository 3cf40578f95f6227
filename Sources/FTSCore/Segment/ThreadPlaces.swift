/// Where the documents of a thread are.
struct ThreadPlaces {
  /// Those of one segment.
  struct Piece {
    var segment: Int
    var documents: Range<Int>
  }

  var pieces: [Piece]
  /// The root, where it is there and not deleted.
  var root: (segment: Int, document: Int)?

  /// The threads that are in several segments, by their hashes.
  static func scattered(over segments: [SegmentReader]) -> [UInt64: ThreadPlaces] {
    guard segments.count > 1, segments.contains(where: \.hasThreadsWithoutReview) else { return [:] }
    // All pieces of a thread but one at most lack the root, and mostly there are none that do.
    var threads: [UInt64: ThreadPlaces] = [:]
    for segment in segments where segment.hasThreadsWithoutReview {
      forEachDocument(of: segment, among: { $0.threadRuns.starts[$1] & ~$0.liveRoots($1) }) { document in
        guard segment.threadRuns.run(of: document).contains(where: { segment.isLive(DocID($0)) }) else {
          return
        }
        let thread = segment.thread(of: DocID(document))
        threads[thread, default: ThreadPlaces(pieces: [])].pieces.append(piece(of: document, segment))
      }
    }
    if threads.isEmpty { return [:] }
    for segment in segments {
      forEachDocument(of: segment, among: { $0.liveRoots($1) }) { document in
        let thread = segment.thread(of: DocID(document))
        guard var places = threads[thread] else { return }
        places.root = (segment.index, document)
        places.pieces.append(piece(of: document, segment))
        threads[thread] = places
      }
    }
    return threads.filter { $0.value.pieces.count > 1 }
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
