/// Decodes the positions of a posting: field by field, as differences.
enum PositionDecoder {
  /// Calls `body` for each position of a posting with these frequencies.
  @inline(__always)
  static func forEachPosition(
    _ frequencies: FieldFrequencies, _ reader: inout ByteReader,
    _ body: (_ field: Field, _ position: Int) -> Void
  ) {
    forEachPosition(.body, frequencies.body, &reader, body)
    if frequencies.title > 0 { forEachPosition(.title, frequencies.title, &reader, body) }
    if frequencies.author > 0 { forEachPosition(.author, frequencies.author, &reader, body) }
  }

  @inline(__always)
  private static func forEachPosition(
    _ field: Field, _ count: Int, _ reader: inout ByteReader,
    _ body: (_ field: Field, _ position: Int) -> Void
  ) {
    var position = 0
    for _ in 0..<count {
      // Positions lie below that; damaged bytes may say otherwise.
      position += min(reader.varint(), Occurrence.maximumPosition)
      if reader.hasOverrun { return }
      body(field, position)
    }
  }

  /// Passes over `count` positions.
  static func skip(_ count: Int, _ reader: inout ByteReader) { reader.skipVarints(count) }
}
