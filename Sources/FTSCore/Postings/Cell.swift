/// The postings of a term in one block, as `DenseList` lays them out.
struct Cell {
  /// Up to this many postings are a list, more are a set of bits.
  static let listLimit = 8

  /// Postings in the cell.
  let count: Int
  /// The documents of the block in which the term occurs.
  let lanes: UInt64
  private let bytes: Blob
  private let codes: Int
  private let records: Int

  /// `nil` where `start` is not the place of a whole cell.
  init?(_ cells: Blob, at start: Int) {
    count = Int(cells[start])
    guard count >= 1, count <= Grid.blockSize else { return nil }
    bytes = cells
    if count <= Self.listLimit {
      codes = start + 1
      records = codes + count
      var lanes: UInt64 = 0
      for i in 0..<count { lanes |= 1 << UInt64(cells[start + 1 + i] >> 2) }
      self.lanes = lanes
    } else {
      codes = start + 9
      records = codes + (count + 3) / 4
      lanes = cells.load(UInt64.self, at: start + 1)
    }
    guard records <= cells.count, lanes.nonzeroBitCount == count else { return nil }
  }

  /// Calls `body` with the lane and the frequencies of each posting, lanes ascending.
  func forEachPosting(_ body: (_ lane: Int, _ frequencies: FieldFrequencies) -> Void) {
    var rest = lanes
    var reader = ByteReader(bytes, at: records)
    for index in 0..<count {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      let code =
        count <= Self.listLimit
        ? bytes[codes + index] & 3 : bytes[codes + index / 4] >> UInt8(index % 4 * 2) & 3
      body(lane, code == 0 ? FieldFrequencies(record: &reader) : FieldFrequencies(body: Int(code)))
    }
  }
}
