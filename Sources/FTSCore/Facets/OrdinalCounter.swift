/// Counts how many documents of a set have each value of a column.
///
/// Where values are few, those of neighbouring documents are counted apart, in four rows that are added in the end:
/// to count the same value twice in a row would make the second wait for the first. Where they are many, those that occur
/// are noted, so that nothing is gone through that does not.
struct OrdinalCounter: ~Copyable {
  private static let few = 1_024
  private static let rows = 4

  /// All 0 between calls.
  private var counts = ScratchBuffer<UInt32>()
  private var noted = ScratchBuffer<UInt32>()

  init() {}

  /// Counts by slots, which `slot` gives for ordinals: 0 up to `slots`, what lies above is left out.
  ///
  /// - Parameters:
  ///   - documents: a word for each block of the column.
  ///   - body: is passed the slots that occur, in no order, and their counts.
  /// - Returns: how many of the documents have a value.
  @unsafe
  @inline(__always)
  mutating func count(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    _ body: (_ slot: Int, _ count: Int) -> Void
  ) -> Int {
    if slots <= Self.few {
      return unsafe countFew(column, documents, slots: slots, slot: slot, body)
    }
    return unsafe countMany(column, documents, slots: slots, slot: slot, body)
  }

  @inline(__always)
  private mutating func countFew(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    _ body: (_ slot: Int, _ count: Int) -> Void
  ) -> Int {
    // Behind the last slot one for what is left out.
    let row = slots + 1
    counts.resize(to: Self.rows * row, 0)
    let counts = unsafe counts.elements
    let found = unsafe column.forEachOrdinal(of: documents) { place, ordinal in
      // SAFETY: one of the four rows, and a slot or the one behind.
      unsafe counts[(place & (Self.rows - 1)) &* row &+ min(slot(ordinal), slots)] &+= 1
    }
    for slot in 0..<slots {
      var count = 0
      for place in stride(from: slot, to: Self.rows * row, by: row) { count += unsafe Int(counts[place]) }
      if count > 0 { body(slot, count) }
    }
    unsafe counts.update(repeating: 0)
    return found
  }

  @inline(__always)
  private mutating func countMany(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    _ body: (_ slot: Int, _ count: Int) -> Void
  ) -> Int {
    counts.resize(to: slots + 1, 0)
    noted.resize(to: slots + 2, 0)
    let counts = unsafe counts.elements
    let noted = unsafe noted.elements
    var count = 0
    let found = unsafe column.forEachOrdinal(of: documents) { _, ordinal in
      let slot = min(slot(ordinal), slots)
      // SAFETY: a slot or the one behind. Each is noted once, and room is for one more that is not kept.
      let old = unsafe counts[slot]
      unsafe counts[slot] = old &+ 1
      unsafe noted[count] = UInt32(truncatingIfNeeded: slot)
      count &+= old == 0 ? 1 : 0
    }
    for place in 0..<count {
      let slot = unsafe Int(noted[place])
      if slot < slots { body(slot, unsafe Int(counts[slot])) }
      unsafe counts[slot] = 0
    }
    return found
  }
}

extension ValueColumn {
  /// Entries of a superblock for each document sought from which on they are all looked at.
  private static let entriesPerSearch = 16

  /// Calls `body` with the ordinals of the documents of a set, and with numbers that differ among neighbours.
  ///
  /// - Parameter documents: a word for each block.
  /// - Returns: how many of the documents have a value.
  @unsafe
  @inline(__always)
  func forEachOrdinal(
    of documents: UnsafeBufferPointer<UInt64>, _ body: (_ place: Int, _ ordinal: UInt32) -> Void
  ) -> Int {
    switch places {
    case .each(let present):
      switch width {
      case .one: return unsafe forEachOrdinal(of: documents, present, UInt8.self, body)
      case .two: return unsafe forEachOrdinal(of: documents, present, UInt16.self, body)
      case .four: return unsafe forEachOrdinal(of: documents, present, UInt32.self, body)
      }
    case .list(let starts, let places):
      return unsafe forEachOrdinal(of: documents, starts, places, body)
    }
  }

  @inline(__always)
  private func forEachOrdinal<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    of documents: UnsafeBufferPointer<UInt64>, _ present: DocumentSet, _ type: T.Type,
    _ body: (_ place: Int, _ ordinal: UInt32) -> Void
  ) -> Int {
    let size = Grid.blockSize * MemoryLayout<T>.size
    var found = 0
    for block in documents.indices {
      let lanes = unsafe documents[block] & present[block]
      guard lanes != 0, let ordinals = ordinals.slice(block &* size, size) else { continue }
      found += lanes.nonzeroBitCount
      func visit(_ lane: Int) {
        // SAFETY: a block's ordinals are there.
        let ordinal = unsafe ordinals.pointer.loadUnaligned(
          fromByteOffset: lane &* MemoryLayout<T>.size, as: T.self)
        body(lane, UInt32(truncatingIfNeeded: T(littleEndian: ordinal)))
      }
      if lanes == .max {
        for lane in 0..<Grid.blockSize { visit(lane) }
      } else {
        lanes.forEachLane(visit)
      }
    }
    return found
  }

  @inline(__always)
  private func forEachOrdinal(
    of documents: UnsafeBufferPointer<UInt64>, _ starts: Blob, _ places: Blob,
    _ body: (_ place: Int, _ ordinal: UInt32) -> Void
  ) -> Int {
    var found = 0
    for superblock in 0..<Grid.superblocks(documents.count) {
      let first = superblock * Grid.blocksPerSuperblock
      let words = unsafe UnsafeBufferPointer(
        rebasing: documents[first..<min(first + Grid.blocksPerSuperblock, documents.count)])
      let entries = entries(superblock, starts, places)
      let sought = unsafe words.reduce(0) { $0 + $1.nonzeroBitCount }
      if sought == 0 || entries.isEmpty { continue }
      if sought * Self.entriesPerSearch < entries.count {
        found += unsafe forEachSoughtEntry(entries, places, words, body)
      } else {
        found += unsafe forEachEntry(entries, places, words, body)
      }
    }
    return found
  }

  /// Looks at all entries of a superblock.
  @inline(__always)
  private func forEachEntry(
    _ entries: Range<Int>, _ places: Blob, _ words: UnsafeBufferPointer<UInt64>,
    _ body: (_ place: Int, _ ordinal: UInt32) -> Void
  ) -> Int {
    var found = 0
    var last = -1
    for entry in entries {
      let place = Int(places.load(UInt16.self, at: entry &* 2))
      let block = place / Grid.blockSize
      guard block < words.count, unsafe words[block] &>> UInt64(place % Grid.blockSize) & 1 != 0 else {
        continue
      }
      if place != last { found += 1 }
      last = place
      body(entry, ordinal(ofEntry: entry))
    }
    return found
  }

  /// Looks for the entries of each document.
  private func forEachSoughtEntry(
    _ entries: Range<Int>, _ places: Blob, _ words: UnsafeBufferPointer<UInt64>,
    _ body: (_ place: Int, _ ordinal: UInt32) -> Void
  ) -> Int {
    func place(_ entry: Int) -> Int { Int(places.load(UInt16.self, at: entry &* 2)) }
    var found = 0
    var entry = entries.lowerBound
    for block in words.indices {
      unsafe words[block].forEachLane { lane in
        let sought = block &* Grid.blockSize &+ lane
        // From the last one on in steps that double, then halve.
        var step = 1
        while entry + step < entries.upperBound, place(entry + step) < sought { step &*= 2 }
        let end = min(entry + step, entries.upperBound)
        entry += partitionPoint(end - entry) { place(entry + $0) >= sought }
        guard entry < entries.upperBound, place(entry) == sought else { return }
        found += 1
        while entry < entries.upperBound, place(entry) == sought {
          body(entry, ordinal(ofEntry: entry))
          entry += 1
        }
      }
    }
    return found
  }
}
