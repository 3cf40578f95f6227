/// The posting list of a term that occurs in few documents; `PostingListEncoder` tells the
/// format.
struct SparseList {
  let count: Int
  private let docs: Blob
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

    init(_ list: SparseList) {
      reader = ByteReader(list.docs)
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
      frequencies = code == 0 ? FieldFrequencies(record: &reader) : FieldFrequencies(body: Int(code))
      return !reader.hasOverrun
    }
  }
}
