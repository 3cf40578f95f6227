/// What the dictionary of a segment says of a term.
struct TermInfo {
  /// Where the postings are, and in which form; with them the threads of which the review has the term in its title,
  /// see `TitledThreads`.
  enum Location {
    /// A short list within the dictionary entry itself.
    case inline(Blob, threads: Blob)
    /// `length` bytes at `offset` of a chunk of postings; behind them as many bytes as `threads` says for those.
    case chunk(_ number: Int, offset: Int, length: Int, form: PostingList.Form, threads: Int)

    /// The form of the list.
    var form: PostingList.Form {
      switch self {
      case .inline: .short
      case .chunk(_, _, _, let form, _): form
      }
    }
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
  /// Beside a form: threads are there.
  private static let threadsMark: UInt8 = 4

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
    let hasThreads = mark & Self.threadsMark != 0
    let place = mark & ~Self.threadsMark
    if place == Self.inlineMark {
      let threads = hasThreads ? reader.sized() : .empty
      location = .inline(reader.bytes(value.count - reader.offset), threads: threads)
    } else if let form = PostingList.Form(rawValue: place) {
      location = .chunk(
        reader.varint(), offset: reader.varint(), length: reader.varint(), form: form,
        threads: hasThreads ? reader.varint() : 0)
    } else {
      return nil
    }
    if reader.hasOverrun { return nil }
  }

  func encode(into writer: inout ByteWriter) {
    writer.varint(documentFrequency)
    writer.varint(totalFrequency - documentFrequency)
    switch location {
    case .inline(let list, let threads):
      writer.byte(Self.inlineMark | (threads.count > 0 ? Self.threadsMark : 0))
      if threads.count > 0 { unsafe writer.sized(threads.bytes) }
      unsafe writer.append(list.bytes)
    case .chunk(let number, let offset, let length, let form, let threads):
      writer.byte(form.rawValue | (threads > 0 ? Self.threadsMark : 0))
      writer.varint(number)
      writer.varint(offset)
      writer.varint(length)
      if threads > 0 { writer.varint(threads) }
    }
  }
}
