/// Puts the postings of one block together; `Cell` tells the format.
struct CellEncoder {
  /// The largest code of a posting in a list, and in a set.
  private static let largestListCode: UInt8 = 3
  static let largestCode = 15

  private var lanes: UInt64 = 0
  private var count = 0
  /// The postings as a list: its first bytes, as many as fit.
  private var list = InlineArray<254, UInt8>(repeating: 0)
  /// Bytes that the list has, or would have.
  private var listSize = 0
  /// The postings as a set: codes, two to a byte, and records.
  private var codes = InlineArray<32, UInt8>(repeating: 0)
  private var records = ByteWriter()

  var isEmpty: Bool { count == 0 }

  /// The one byte of a list that has no more.
  var single: UInt8? { listSize == 1 ? list[0] : nil }

  mutating func removeAll() {
    lanes = 0
    count = 0
    listSize = 0
    records.removeAll()
  }

  /// Appends a posting; lanes ascend.
  @inline(__always)
  mutating func append(lane: UInt8, _ frequencies: FieldFrequencies) {
    let code = frequencies.code(limit: Self.largestCode)
    if count & 1 == 0 { codes[count >> 1] = code } else { codes[count >> 1] |= code << 4 }
    lanes |= 1 &<< UInt64(lane)
    count += 1
    if code != 0, code <= Self.largestListCode {
      appendToList(lane << 2 | code)
    } else {
      appendToList(lane << 2)
      // The record of what a set has a code for is the byte of its one number.
      if code != 0 { appendToList(code << 2) } else { appendRecord(frequencies) }
    }
  }

  /// Appends the record of a posting to both.
  private mutating func appendRecord(_ frequencies: FieldFrequencies) {
    let start = records.count
    frequencies.encodeRecord(into: &records)
    for index in start..<records.count { appendToList(records.bytes[index]) }
  }

  @inline(__always)
  private mutating func appendToList(_ byte: UInt8) {
    if listSize < list.count { list[listSize] = byte }
    listSize += 1
  }

  /// Appends the cell in whichever form serves.
  func encode(into writer: inout ByteWriter) {
    if count > Cell.listLimit || !encodeList(into: &writer) { encodeSet(into: &writer) }
  }

  /// Appends the cell as a list; false, and nothing, where that is too long.
  func encodeList(into writer: inout ByteWriter) -> Bool {
    guard listSize <= Cell.largestList else { return false }
    writer.byte(UInt8(listSize))
    writer.append(list.span.extracting(first: listSize))
    return true
  }

  private func encodeSet(into writer: inout ByteWriter) {
    writer.byte(Cell.setMark)
    writer.integer(lanes)
    writer.append(codes.span.extracting(first: (count + 1) / 2))
    writer.append(records.bytes)
  }
}
