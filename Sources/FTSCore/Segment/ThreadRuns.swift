/// The threads of a segment, each a run of documents without a gap, the root first where the segment has it.
///
/// What is asked of all threads of a block at once is answered by one addition: a carry goes up from a thread's
/// lanes to its last one, and no further. So long threads cost no more per document than short ones.
struct ThreadRuns {
  /// By block, the documents with which a thread begins.
  let starts: DocumentMask
  private let documents: Int

  /// - Parameter threads: a hash per document, the same for those of a thread.
  init(_ threads: Blob, documents: Int) {
    self.documents = documents
    var starts = DocumentMask(blocks: Grid.blocks(documents))
    var previous: UInt64?
    for document in 0..<documents {
      let thread = threads.load(UInt64.self, at: document * 8)
      if thread != previous {
        starts.insert(document)
        previous = thread
      }
    }
    self.starts = starts
  }

  /// The documents of the thread of a document.
  func run(of document: Int) -> Range<Int> {
    var block = document / Grid.blockSize
    let own = UInt64(document % Grid.blockSize)
    // Lanes up to the document's, then those behind it.
    var before = starts[block] & (.max >> (63 - own))
    while before == 0, block > 0 {
      block -= 1
      before = starts[block]
    }
    let first = block * Grid.blockSize + max(0, 63 - before.leadingZeroBitCount)
    block = document / Grid.blockSize
    var after = starts[block] & ~(.max >> (63 - own))
    while after == 0, block < starts.blocks.count - 1 {
      block += 1
      after = starts[block]
    }
    let end = after == 0 ? documents : block * Grid.blockSize + after.trailingZeroBitCount
    return first..<end
  }

  /// All documents of the threads whose first document is in a set.
  func all(ofThreadsBeginningIn firsts: DocumentMask) -> DocumentMask {
    var all = firsts
    // 1 where the thread that goes on into the next block is among them.
    var carry: UInt64 = 0
    for block in starts.blocks.indices {
      let begin = firsts[block] & starts[block] | carry & ~starts[block]
      let last = touched(begin, block)
      // Of each thread, the bit behind its last lane less that of its first.
      all[block] = last << 1 &- begin
      carry = last >> 63
    }
    return all
  }

  /// The first documents of the threads with a document in a set.
  func firsts(ofThreadsWith members: DocumentMask) -> DocumentMask {
    var firsts = DocumentMask(blocks: starts.blocks.count)
    // Where the thread begins that goes on into the block.
    var open = 0
    for block in starts.blocks.indices {
      var last = touched(members[block], block)
      while last != 0 {
        let before = starts[block] & (last ^ (last &- 1))
        firsts.insert(before == 0 ? open : Self.greatest(before, block))
        last &= last &- 1
      }
      if starts[block] != 0 { open = Self.greatest(starts[block], block) }
    }
    return firsts
  }

  /// How many threads have a document in a set, which is given block by block.
  func count(ofThreadsWith members: (_ block: Int) -> UInt64) -> Int {
    var count = 0
    // 1 where the thread that goes on into the next block has been counted.
    var carry: UInt64 = 0
    for block in starts.blocks.indices {
      let counted = carry & ~starts[block]
      let last = touched(members(block) | counted, block)
      count += last.nonzeroBitCount - Int(counted)
      carry = last >> 63
    }
    return count
  }

  private static func greatest(_ lanes: UInt64, _ block: Int) -> Int {
    block * Grid.blockSize + 63 - lanes.leadingZeroBitCount
  }

  /// The last lanes, in a block, of the threads that have one of some lanes there.
  @inline(__always)
  private func touched(_ lanes: UInt64, _ block: Int) -> UInt64 {
    let ends = starts[block] >> 1 | 1 << 63
    return ((lanes & ~ends) &+ ~ends | lanes) & ends
  }
}
