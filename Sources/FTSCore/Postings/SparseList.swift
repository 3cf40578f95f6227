/// The posting list of a term that occurs in some of the blocks: which they are, with a bound and
/// a *cell* for each.
///
///     u32     number of entries, at least 1
///     u32     bytes of the cells
///     u8 × 3  lower bound of the 10th, 100th and 1000th best impact; 0: there are fewer
///     u8 × entries   blocks passed since the entry before (counted from block 0 for the first), up to
///                    127; 128 more: the cell is a single byte of a list, without its size
///     u8 × entries   upper bound of the impact in the block; 0: a step over many blocks, no cell
///     per 16 entries: u32 offset of the first one's cell, u32 offset of its positions
///     cells (see Cell; all of them lists), positions
struct SparseList {
  static let headerSize = 8 + ImpactThresholds.size
  /// Entries per pair of offsets.
  static let groupSize = 16
  static let groupEntrySize = 8
  /// The most blocks that one entry passes.
  static let longestStep = 127
  /// Stands beside a step, and beside the place of a cell in a row: the cell is a single byte.
  static let singleMark: UInt8 = 128

  /// Number of entries.
  let count: Int
  let steps: Blob
  let bounds: Blob
  let cells: Blob
  let positions: Blob
  private let groups: Blob
  private let header: Blob

  /// `nil` where the parts do not fit into the bytes.
  init?(_ bytes: Blob) {
    var reader = ByteReader(bytes)
    header = reader.bytes(Self.headerSize)
    count = Int(header.load(UInt32.self, at: 0))
    steps = reader.bytes(count)
    bounds = reader.bytes(count)
    groups = reader.bytes((count + Self.groupSize - 1) / Self.groupSize * Self.groupEntrySize)
    cells = reader.bytes(Int(header.load(UInt32.self, at: 4)))
    positions = reader.bytes(bytes.count - reader.offset)
    if reader.hasOverrun { return nil }
  }

  /// A lower bound of the `k`-th best impact, in steps of 1/255; 0 where none is known.
  func threshold(rank k: Int) -> UInt8 { ImpactThresholds.threshold(rank: k, header, at: 8) }

  /// Where the cell of the first entry of a group begins in `cells`.
  @inline(__always)
  func cellStart(ofGroup group: Int) -> Int { Int(groups.load(UInt32.self, at: group * Self.groupEntrySize)) }

  /// Where the positions of an entry's postings begin in `positions`.
  func positionStart(_ entry: Int) -> Int {
    let group = entry / Self.groupSize
    var cell = cellStart(ofGroup: group)
    var preceding = 0
    for index in group * Self.groupSize..<entry where bounds[index] != 0 {
      if isSingle(index) {
        preceding += Int(cells[cell] & 3)
        cell += 1
      } else {
        preceding += Cell(cells, at: cell)?.total ?? 0
        cell += 1 + Int(cells[cell])
      }
    }
    var reader = ByteReader(
      positions, at: Int(groups.load(UInt32.self, at: group * Self.groupEntrySize + 4)))
    PositionDecoder.skip(preceding, &reader)
    return reader.offset
  }

  /// Has what `positionStart` reads for an entry brought to the cache.
  @inline(__always)
  func prefetchPositionStart(_ entry: Int) { groups.prefetch(entry / Self.groupSize * Self.groupEntrySize) }

  /// Calls `body` with each block in which the term occurs, ascending, and its cell.
  func forEachBlock(_ body: (_ block: Int, _ cell: Cell?) -> Void) {
    var block = 0
    var cell = 0
    for entry in 0..<count {
      block += Int(steps[entry] & ~Self.singleMark)
      guard bounds[entry] != 0 else { continue }
      if isSingle(entry) {
        body(block, Cell(singleIn: cells, at: cell))
        cell += 1
      } else {
        body(block, Cell(cells, at: cell))
        cell += 1 + Int(cells[cell])
      }
    }
  }

  private func isSingle(_ entry: Int) -> Bool { steps[entry] & Self.singleMark != 0 }
}
