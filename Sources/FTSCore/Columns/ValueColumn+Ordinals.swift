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
