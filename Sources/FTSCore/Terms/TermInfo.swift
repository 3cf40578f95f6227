/// What the dictionary of a segment says of a term.
struct TermInfo {
  /// Where the postings are, and in which form.
  enum Location {
    /// A short list within the dictionary entry itself.
    case inline(Blob)
    /// `length` bytes at `offset` of a chunk of postings.
    case chunk(_ number: Int, offset: Int, length: Int, form: PostingList.Form)
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

  /// Short lists up to this many bytes lie in the dictionary.
  static let inlineLimit = 40

  /// In place of a form: the list is inline.
  private static let inlineMark: UInt8 = 0

  /// `nil` where the bytes are no term info.
  init?(_ value: Blob) {
    var reader = ByteReader(value)
    documentFrequency = reader.varint()
    let repetitions = reader.varint()
    let mark = reader.byte()
    guard (1...Int(DocID.max)).contains(documentFrequency), repetitions <= .max - documentFrequency else {
      return nil
    }
    totalFrequency = documentFrequency + repetitions
    if mark == Self.inlineMark {
      location = .inline(reader.bytes(value.count - reader.offset))
    } else if let form = PostingList.Form(rawValue: mark) {
      location = .chunk(reader.varint(), offset: reader.varint(), length: reader.varint(), form: form)
    } else {
      return nil
    }
    if reader.hasOverrun { return nil }
  }

  func encode(into writer: inout ByteWriter) {
    writer.varint(documentFrequency)
    writer.varint(totalFrequency - documentFrequency)
    switch location {
    case .inline(let list):
      writer.byte(Self.inlineMark)
      unsafe writer.append(list.bytes)
    case .chunk(let number, let offset, let length, let form):
      writer.byte(form.rawValue)
      writer.varint(number)
      writer.varint(offset)
      writer.varint(length)
    }
  }
}
