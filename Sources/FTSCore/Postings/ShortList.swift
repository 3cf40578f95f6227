/// The posting list of one of the many terms that occur in few documents.
///
///     sized bytes   postings: difference of the DocIDs << 2 | code: varint; record where it is 0
///     to the end    positions of all postings
struct ShortList {
  let count: Int
  /// The postings, undecoded.
  let docs: Blob
  let positions: Blob

  /// - Parameter count: the term's document frequency.
  init?(_ bytes: Blob, count: Int) {
    var reader = ByteReader(bytes)
    docs = reader.sized()
    positions = reader.bytes(bytes.count - reader.offset)
    self.count = count
    // Every posting takes at least one byte.
    if reader.hasOverrun || count > docs.count { return nil }
  }

  /// Goes through the postings in order.
  struct Cursor {
    private var reader: ByteReader
    private var rest: Int
    private var isFirst = true
    private(set) var document: DocID = 0
    /// 0 where the frequencies are not a plain 1 to 3 in the body.
    private(set) var code: UInt8 = 0
    private(set) var frequencies = FieldFrequencies()
    /// The bytes of the record, where the code is 0.
    private(set) var record = Blob.empty
    private let docs: Blob

    init(_ list: ShortList) {
      docs = list.docs
      reader = ByteReader(docs)
      rest = list.count
    }

    /// Moves to the next posting; false at the end, or where the bytes make no sense.
    mutating func next() -> Bool {
      guard rest > 0, !reader.isAtEnd else { return false }
      let value = reader.varint()
      let next = Int(document) + value >> 2
      // Documents ascend.
      guard isFirst || value >> 2 > 0, next <= Int(DocID.max) else { return false }
      isFirst = false
      rest -= 1
      document = DocID(next)
      code = UInt8(value & 3)
      if code == 0 {
        let start = reader.offset
        frequencies = FieldFrequencies(record: &reader)
        record = docs.slice(start, reader.offset - start) ?? .empty
      } else {
        frequencies = FieldFrequencies(body: Int(code))
        record = .empty
      }
      return !reader.hasOverrun
    }
  }
}
