import FTSDocument

/// A value of a document as it is stored; valid as long as the bytes that it was read from.
enum StoredValue {
  case text(Blob)
  case number(Double)
  case date(Timestamp)
}

/// What a stored value is.
enum StoredField {
  case date
  case rating
  case author
  case tag
  case attribute(Blob)
  /// Something of which columns keep only that it is there.
  case part(PartColumn.Part)
}

extension DocumentCodec {
  /// Passes what columns keep of an encoded document to `body`, field by field; values of the body are none.
  static func forEachValue(of bytes: Blob, _ body: (StoredField, StoredValue) -> Void) {
    var reader = ByteReader(bytes)
    _ = reader.sized()
    _ = reader.sized()
    let parts = Parts(rawValue: reader.byte())
    if parts.contains(.parent) { body(.part(.parent), .text(reader.sized())) }
    if parts.contains(.thread) { _ = reader.sized() }
    if parts.contains(.title) { body(.part(.title), .text(reader.sized())) }
    if parts.contains(.author) { body(.author, .text(reader.sized())) }
    if parts.contains(.url) { body(.part(.url), .text(reader.sized())) }
    if parts.contains(.language) { body(.part(.language), .text(reader.sized())) }
    if parts.contains(.date) {
      let seconds = reader.integer(Int64.self)
      let precision = Timestamp.Precision(rawValue: reader.byte()) ?? .second
      body(.date, .date(Timestamp(seconds: seconds, precision: precision)))
    }
    if parts.contains(.rating) { body(.rating, .number(Double(bitPattern: reader.integer(UInt64.self)))) }
    var tags = reader.varint()
    while tags > 0, !reader.hasOverrun {
      body(.tag, .text(reader.sized()))
      tags -= 1
    }
    _ = reader.sized()
    var attributes = reader.varint()
    while attributes > 0, !reader.hasOverrun {
      let name = reader.sized()
      if reader.byte() == numberType {
        body(.attribute(name), .number(Double(bitPattern: reader.integer(UInt64.self))))
      } else {
        body(.attribute(name), .text(reader.sized()))
      }
      attributes -= 1
    }
  }
}
