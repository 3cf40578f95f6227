extension ValueColumn {
  /// The ordinals that are those of numbers, and of dates.
  var numberOrdinals: Range<UInt32> { UInt32(texts.count)..<UInt32(texts.count + numberCount) }
  var dateOrdinals: Range<UInt32> { numberOrdinals.upperBound..<UInt32(count) }

  /// The ordinals of the values of a document, ascending, that lie in a range: the first and the last of them.
  func ordinals(of document: Int, in range: Range<UInt32>) -> (first: UInt32, last: UInt32)? {
    switch places {
    case .each(let documents):
      let isPresent = documents[document / Grid.blockSize] >> UInt64(document % Grid.blockSize) & 1 != 0
      let ordinal = ordinal(ofEntry: document)
      return isPresent && range.contains(ordinal) ? (ordinal, ordinal) : nil
    case .list(let starts, let places):
      var found: (first: UInt32, last: UInt32)?
      let place = UInt16(document % Grid.superblockSize)
      var entry = firstEntry(of: document, starts, places)
      let end = entries(document / Grid.superblockSize, starts, places).upperBound
      while entry < end, places.load(UInt16.self, at: entry * 2) == place {
        let ordinal = ordinal(ofEntry: entry)
        if range.contains(ordinal) { found = (found?.first ?? ordinal, ordinal) }
        entry += 1
      }
      return found
    }
  }

  /// The entries of the documents of a superblock.
  func entries(_ superblock: Int, _ starts: Blob, _ places: Blob) -> Range<Int> {
    let start = Int(starts.load(UInt32.self, at: superblock * 4))
    return start..<max(start, min(Int(starts.load(UInt32.self, at: superblock * 4 + 4)), places.count / 2))
  }

  /// The first entry of its superblock that belongs to a document or to one behind it.
  func firstEntry(of document: Int, _ starts: Blob, _ places: Blob) -> Int {
    let entries = entries(document / Grid.superblockSize, starts, places)
    let place = UInt16(document % Grid.superblockSize)
    return entries.lowerBound
      + partitionPoint(entries.count) {
        places.load(UInt16.self, at: (entries.lowerBound + $0) * 2) >= place
      }
  }
}
