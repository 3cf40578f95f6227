/// Puts the postings of one block together; `Cell` tells the format.
struct CellEncoder {
  private var postings: [(lane: UInt8, frequencies: FieldFrequencies)] = []
  private var list = ByteWriter()

  var isEmpty: Bool { postings.isEmpty }

  /// The one byte of a list that has no more.
  var single: UInt8? { list.count == 1 ? list.bytes[0] : nil }

  mutating func removeAll() {
    postings.removeAll(keepingCapacity: true)
    list.removeAll()
  }

  /// Appends a posting; lanes ascend.
  mutating func append(lane: UInt8, _ frequencies: FieldFrequencies) {
    postings.append((lane, frequencies))
    let code = frequencies.code(limit: 3)
    list.byte(lane << 2 | code)
    if code == 0 { frequencies.encodeRecord(into: &list) }
  }

  /// Appends the cell in whichever form serves.
  func encode(into writer: inout ByteWriter) {
    if postings.count > Cell.listLimit || !encodeList(into: &writer) { encodeSet(into: &writer) }
  }

  /// Appends the cell as a list; false, and nothing, where that is too long.
  func encodeList(into writer: inout ByteWriter) -> Bool {
    guard list.count <= Cell.largestList else { return false }
    writer.byte(UInt8(list.count))
    writer.append(list.bytes)
    return true
  }

  private func encodeSet(into writer: inout ByteWriter) {
    writer.byte(Cell.setMark)
    writer.integer(postings.reduce(0) { $0 | UInt64(1) << UInt64($1.lane) })
    for start in stride(from: 0, to: postings.count, by: 2) {
      let lower = postings[start].frequencies.code(limit: 15)
      let upper = start + 1 < postings.count ? postings[start + 1].frequencies.code(limit: 15) : 0
      writer.byte(upper << 4 | lower)
    }
    for posting in postings where posting.frequencies.code(limit: 15) == 0 {
      posting.frequencies.encodeRecord(into: &writer)
    }
  }
}
