/// The documents that match, over all segments: a word for each block.
struct MatchSet: ~Copyable {
  private var words = ScratchBuffer<UInt64>()
  /// By segment, the place of its first block.
  private var starts: [Int] = []
  private var start = 0

  init() {}

  /// Begins anew, with no document.
  mutating func begin(_ snapshot: Snapshot) {
    starts.removeAll(keepingCapacity: true)
    var blocks = 0
    for segment in snapshot.segments {
      starts.append(blocks)
      blocks += segment.info.blocks
    }
    words.resize(to: blocks, 0)
    unsafe words.elements.update(repeating: 0)
  }

  /// Turns to a segment.
  mutating func begin(_ segment: SegmentReader) { start = starts[segment.index] }

  /// Puts in documents of a block of the segment that was begun.
  @inline(__always)
  mutating func insert(_ lanes: UInt64, _ block: Int) { words[start + block] = lanes }

  /// The words of a segment: valid until the set is changed.
  @unsafe
  func words(of segment: SegmentReader) -> UnsafeBufferPointer<UInt64> {
    let start = starts[segment.index]
    return unsafe UnsafeBufferPointer(rebasing: words.elements[start..<start + segment.info.blocks])
  }

  /// Those of a block of a segment.
  func lanes(_ block: Int, of segment: SegmentReader) -> UInt64 { words[starts[segment.index] + block] }

  /// A copy of those of a segment.
  func mask(of segment: SegmentReader) -> DocumentMask {
    DocumentMask(unsafe Array(words(of: segment)))
  }

  /// How many threads they are of.
  func countThreads(_ snapshot: Snapshot) -> Int {
    var count = 0
    for segment in snapshot.segments {
      count += segment.threadRuns.count(ofThreadsWith: { lanes($0, of: segment) })
    }
    // Those in several segments were counted in each.
    for thread in snapshot.scatteredThreads.values {
      let pieces = thread.pieces.count { piece in
        var isTouched = false
        DocumentMask.forEachBlock(of: piece.documents) { block, own in
          if lanes(block, of: snapshot.segments[piece.segment]) & own != 0 { isTouched = true }
        }
        return isTouched
      }
      count -= max(0, pieces - 1)
    }
    return count
  }

  /// How many they are.
  var count: Int {
    var count = 0
    for place in 0..<words.count { count += words[place].nonzeroBitCount }
    return count
  }
}
