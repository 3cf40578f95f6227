/// Decodes the positions of a posting: field by field, as differences.
enum PositionDecoder {
  /// Calls `body` for each position of a posting with these frequencies.
  @inline(__always)
  static func forEachPosition(
    _ frequencies: FieldFrequencies, _ reader: inout ByteReader,
    _ body: (_ field: Field, _ position: Int) -> Void
  ) {
    _ = readPositions(frequencies, &reader) { field, position in
      body(field, position)
      return true
    }
  }

  /// Calls `body` for the positions of a posting with these frequencies, until it returns false.
  ///
  /// - Returns: how many positions were read.
  @inline(__always)
  static func readPositions(
    _ frequencies: FieldFrequencies, _ reader: inout ByteReader,
    until body: (_ field: Field, _ position: Int) -> Bool
  ) -> Int {
    var read = 0
    guard readPositions(.body, frequencies.body, &reader, &read, body) else { return read }
    if frequencies.title | frequencies.author != 0 {
      guard readPositions(.title, frequencies.title, &reader, &read, body) else { return read }
      _ = readPositions(.author, frequencies.author, &reader, &read, body)
    }
    return read
  }

  /// Reads those of one field, and counts them; false where the reading is to end.
  @inline(__always)
  private static func readPositions(
    _ field: Field, _ count: Int, _ reader: inout ByteReader, _ read: inout Int,
    _ body: (_ field: Field, _ position: Int) -> Bool
  ) -> Bool {
    var position = 0
    for _ in 0..<count {
      // Positions lie below that; damaged bytes may say otherwise.
      position += min(reader.varint(), Occurrence.maximumPosition)
      if reader.hasOverrun { return false }
      read += 1
      if !body(field, position) { return false }
    }
    return true
  }

  /// Passes over `count` positions.
  static func skip(_ count: Int, _ reader: inout ByteReader) { reader.skipVarints(count) }
}
