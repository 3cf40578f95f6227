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

  /// Whether it has one document.
  var isSingle: Bool { pieces.count == 1 && pieces[0].documents.count == 1 }

  /// The threads that are in several segments, by their hashes.
  static func scattered(over segments: [SegmentReader]) -> [UInt64: ThreadPlaces] {
    guard segments.count > 1 else { return [:] }
    // All pieces of a thread but one at most lack the root, and mostly there are none that do.
    var threads: [UInt64: ThreadPlaces] = [:]
    for segment in segments where segment.hasThreadsWithoutReview {
      for block in 0..<segment.info.blocks {
        (segment.threadRuns.starts[block] & ~segment.liveRoots(block)).forEachLane { lane in
          let piece = piece(of: block * Grid.blockSize + lane, segment)
          guard piece.documents.contains(where: { segment.isLive(DocID($0)) }) else { return }
          let thread = segment.thread(of: DocID(piece.documents.lowerBound))
          threads[thread, default: ThreadPlaces(pieces: [])].pieces.append(piece)
        }
      }
    }
    var scattered: [UInt64: ThreadPlaces] = [:]
    for (thread, places) in threads {
      var places = places
      for segment in segments {
        guard let root = segment.liveRoot(ofThread: thread) else { continue }
        places.root = (segment.index, Int(root))
        places.pieces.append(piece(of: Int(root), segment))
      }
      if places.pieces.count > 1 { scattered[thread] = places }
    }
    return scattered
  }

  private static func piece(of document: Int, _ segment: SegmentReader) -> Piece {
    Piece(segment: segment.index, documents: segment.threadRuns.run(of: document))
  }
}
