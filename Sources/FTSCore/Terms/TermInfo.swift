/// What the dictionary of a segment says of a term.
struct TermInfo {
  /// Where the postings are and in which of the two forms.
  enum Location {
    /// A sparse list within the dictionary entry itself.
    case inline(Blob)
    /// A sparse list of `length` bytes at `offset` of a postings chunk.
    case sparse(chunk: Int, offset: Int, length: Int)
    /// A dense list, likewise.
    case dense(chunk: Int, offset: Int, length: Int)
  }

  /// Documents of the segment that contain the term.
  var documentFrequency: Int
  /// Occurrences of the term in the segment, over all fields.
  var totalFrequency: Int
  var location: Location

  init(documentFrequency: Int, totalFrequency: Int, location: Location) {
    self.documentFrequency = documentFrequency
    self.totalFrequency = totalFrequency
    self.location = location
  }

  /// Sparse lists up to this many bytes lie in the dictionary.
  static let inlineLimit = 40

  private enum Form: UInt8 { case inline, sparse, dense }

  /// `nil` where the bytes are no term info.
  init?(_ value: Blob) {
    var reader = ByteReader(value)
    documentFrequency = reader.varint()
    let repetitions = reader.varint()
    guard let form = Form(rawValue: reader.byte()), (1...Int(DocID.max)).contains(documentFrequency),
      repetitions <= .max - documentFrequency
    else { return nil }
    totalFrequency = documentFrequency + repetitions
    switch form {
    case .inline:
      location = .inline(reader.bytes(value.count - reader.offset))
    case .sparse:
      location = .sparse(chunk: reader.varint(), offset: reader.varint(), length: reader.varint())
    case .dense:
      location = .dense(chunk: reader.varint(), offset: reader.varint(), length: reader.varint())
    }
    if reader.hasOverrun { return nil }
  }

  func encode(into writer: inout ByteWriter) {
    writer.varint(documentFrequency)
    writer.varint(totalFrequency - documentFrequency)
    switch location {
    case .inline(let list):
      writer.byte(Form.inline.rawValue)
      unsafe writer.append(list.bytes)
    case .sparse(let chunk, let offset, let length):
      writer.byte(Form.sparse.rawValue)
      for number in [chunk, offset, length] { writer.varint(number) }
    case .dense(let chunk, let offset, let length):
      writer.byte(Form.dense.rawValue)
      for number in [chunk, offset, length] { writer.varint(number) }
    }
  }
}
