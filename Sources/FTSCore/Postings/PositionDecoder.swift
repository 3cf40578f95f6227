/// Decodes the positions of a posting: field by field, as differences.
enum PositionDecoder {
  /// Calls `body` for each position of a posting with these frequencies.
  static func forEachPosition(
    _ frequencies: FieldFrequencies, _ reader: inout ByteReader,
    _ body: (_ field: Field, _ position: Int) -> Void
  ) {
    for field in Field.allCases {
      var position = 0
      for _ in 0..<frequencies[field] {
        // Positions lie below that; damaged bytes may say otherwise.
        position += min(reader.varint(), Occurrence.maximumPosition)
        if reader.hasOverrun { return }
        body(field, position)
      }
    }
  }

  /// Passes over `count` positions.
  static func skip(_ count: Int, _ reader: inout ByteReader) {
    for _ in 0..<count {
      _ = reader.varint()
      if reader.hasOverrun { return }
    }
  }
}
