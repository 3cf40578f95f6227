/// How often a term, or a phrase, occurs in each field of one document.
struct FieldFrequencies: Equatable, BitwiseCopyable {
  /// No text has as many words; damaged bytes may say otherwise.
  static let maximum = 1 << 40

  var body = 0
  var title = 0
  var author = 0

  var total: Int { body + title + author }

  subscript(field: Field) -> Int {
    get {
      switch field {
      case .body: body
      case .title: title
      case .author: author
      }
    }
    set {
      switch field {
      case .body: body = newValue
      case .title: title = newValue
      case .author: author = newValue
      }
    }
  }

  /// Makes no frequency greater than that of `other`.
  mutating func limit(to other: FieldFrequencies) {
    body = min(body, other.body)
    title = min(title, other.title)
    author = min(author, other.author)
  }

  /// Those in one field alone; `nil` stands for all.
  @inline(__always)
  func only(_ field: Field?) -> FieldFrequencies {
    switch field {
    case nil: self
    case .body: FieldFrequencies(body: body)
    case .title: FieldFrequencies(title: title)
    case .author: FieldFrequencies(author: author)
    }
  }

  /// The frequencies weighed by field and added: BM25F's pseudo-frequency.
  func weighted(_ weights: FieldWeights) -> Float {
    weights.body * Float(body) + weights.title * Float(title) + weights.author * Float(author)
  }

  /// The code of a posting whose occurrences are all in the body and at most `limit`: their number.
  /// 0 says that the frequencies are spelt out in a record of their own.
  func code(limit: Int) -> UInt8 { title == 0 && author == 0 && body <= limit ? UInt8(body) : 0 }

  /// The record of a posting whose code is 0: the body's frequency with two flags below it that
  /// tell whether the title's and the author's follow, each a varint.
  func encodeRecord(into writer: inout ByteWriter) {
    writer.varint(body << 2 | (title > 0 ? 1 : 0) | (author > 0 ? 2 : 0))
    if title > 0 { writer.varint(title) }
    if author > 0 { writer.varint(author) }
  }

  init(body: Int = 0, title: Int = 0, author: Int = 0) {
    self.body = body
    self.title = title
    self.author = author
  }

  init(record reader: inout ByteReader) {
    let first = reader.varint()
    body = min(first >> 2, Self.maximum)
    title = first & 1 != 0 ? min(reader.varint(), Self.maximum) : 0
    author = first & 2 != 0 ? min(reader.varint(), Self.maximum) : 0
  }
}
