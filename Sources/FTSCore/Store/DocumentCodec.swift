import FTSDocument

/// A document as bytes: its fields in a fixed order, then its attributes.
///
///     id, kind:            sized strings
///     u8                   which of the optional parts follow, one bit each
///     parent, thread, title, author, url, language: sized strings
///     date:                i64 seconds, u8 precision
///     rating:              f64
///     tags:                varint count, sized strings
///     body:                sized string
///     attributes:          varint count, each: name (sized), u8 type, sized string or f64
enum DocumentCodec {
  struct Parts: OptionSet {
    let rawValue: UInt8
    static let parent = Parts(rawValue: 1 << 0)
    static let thread = Parts(rawValue: 1 << 1)
    static let title = Parts(rawValue: 1 << 2)
    static let author = Parts(rawValue: 1 << 3)
    static let date = Parts(rawValue: 1 << 4)
    static let rating = Parts(rawValue: 1 << 5)
    static let url = Parts(rawValue: 1 << 6)
    static let language = Parts(rawValue: 1 << 7)
  }

  private static let stringType: UInt8 = 0
  static let numberType: UInt8 = 1

  static func encode(_ document: Document, into writer: inout ByteWriter) {
    var parts: Parts = []
    let strings: [(Parts, String?)] = [
      (.parent, document.parent), (.thread, document.thread), (.title, document.title),
      (.author, document.author), (.url, document.url), (.language, document.language),
    ]
    for (part, string) in strings where string != nil { parts.insert(part) }
    if document.date != nil { parts.insert(.date) }
    if document.rating != nil { parts.insert(.rating) }

    writer.sized(document.id.utf8)
    writer.sized(document.kind.rawValue.utf8)
    writer.byte(parts.rawValue)
    for (_, string) in strings { if let string { writer.sized(string.utf8) } }
    if let date = document.date {
      writer.integer(date.seconds)
      writer.byte(date.precision.rawValue)
    }
    if let rating = document.rating { writer.integer(rating.bitPattern) }
    writer.varint(document.tags.count)
    for tag in document.tags { writer.sized(tag.utf8) }
    writer.sized(document.body.utf8)
    writer.varint(document.attributes.count)
    for attribute in document.attributes {
      writer.sized(attribute.name.utf8)
      switch attribute.value {
      case .string(let string):
        writer.byte(stringType)
        writer.sized(string.utf8)
      case .number(let number):
        writer.byte(numberType)
        writer.integer(number.bitPattern)
      }
    }
  }

  /// `nil` where the bytes are no document.
  static func decode(_ bytes: Blob) -> Document? {
    var reader = ByteReader(bytes)
    var document = Document(id: reader.sized().string, kind: Kind(rawValue: reader.sized().string))
    let parts = Parts(rawValue: reader.byte())
    if parts.contains(.parent) { document.parent = reader.sized().string }
    if parts.contains(.thread) { document.thread = reader.sized().string }
    if parts.contains(.title) { document.title = reader.sized().string }
    if parts.contains(.author) { document.author = reader.sized().string }
    if parts.contains(.url) { document.url = reader.sized().string }
    if parts.contains(.language) { document.language = reader.sized().string }
    if parts.contains(.date) {
      let seconds = reader.integer(Int64.self)
      document.date = Timestamp(
        seconds: seconds, precision: Timestamp.Precision(rawValue: reader.byte()) ?? .second)
    }
    if parts.contains(.rating) { document.rating = Double(bitPattern: reader.integer(UInt64.self)) }
    document.tags = strings(&reader)
    document.body = reader.sized().string
    let attributes = reader.varint()
    while document.attributes.count < attributes, !reader.hasOverrun {
      let name = reader.sized().string
      if reader.byte() == numberType {
        document.attributes.append(Attribute(name, .number(Double(bitPattern: reader.integer(UInt64.self)))))
      } else {
        document.attributes.append(Attribute(name, .string(reader.sized().string)))
      }
    }
    return reader.hasOverrun ? nil : document
  }

  private static func strings(_ reader: inout ByteReader) -> [String] {
    var strings: [String] = []
    let count = reader.varint()
    while strings.count < count, !reader.hasOverrun { strings.append(reader.sized().string) }
    return strings
  }
}
