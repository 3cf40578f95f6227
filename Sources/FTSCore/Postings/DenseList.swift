/// The posting list of a frequent term: one *cell* per block in which it occurs.
///
///     u32     bytes of the cells
///     u32     bytes of the positions
///     u8 × 3  lower bound of the 10th, 100th and 1000th best impact; 0: there are fewer
///     per superblock, 10 bytes:
///       u32   base of its cells        u32  base of its positions
///       u8    shift of its cells       u8   shift of its positions
///     u16 × blocks   offset of the cell, see Cell        (see SuperblockPacker)
///     u16 × blocks   offset of the positions
///     u8  × blocks   upper bound of the impact in the block, 0: the term does not occur
///     cells, positions
///
/// The arrays are laid side by side by use: bounds are read whole, one after the other; offsets
/// only for the few blocks that are visited; positions only for documents that match.
struct DenseList {
  /// Bytes that can be read past the last bound: vectors of bounds are read whole.
  static let boundsPadding = 15
  static let headerSize = 8 + ImpactThresholds.size
  static let superblockEntrySize = 10

  let blocks: Int
  let bounds: Blob
  let cells: Blob
  let positions: Blob
  let superblocks: Blob
  let cellOffsets: Blob
  private let header: Blob
  private let positionOffsets: Blob

  /// `nil` where the parts do not fit into the bytes.
  init?(_ bytes: Blob, blocks: Int) {
    var reader = ByteReader(bytes)
    header = reader.bytes(Self.headerSize)
    superblocks = reader.bytes(Grid.superblocks(blocks) * Self.superblockEntrySize)
    cellOffsets = reader.bytes(blocks * 2)
    positionOffsets = reader.bytes(blocks * 2)
    bounds = reader.bytes(blocks)
    cells = reader.bytes(Int(header.load(UInt32.self, at: 0)))
    positions = reader.bytes(Int(header.load(UInt32.self, at: 4)))
    self.blocks = blocks
    if reader.hasOverrun || cells.count + positions.count < Self.boundsPadding { return nil }
  }

  /// A lower bound of the `k`-th best impact, in steps of 1/255; 0 where none is known.
  func threshold(rank k: Int) -> UInt8 {
    ImpactThresholds.threshold(rank: k, header, at: 8)
  }

  /// Where the cell of `block` begins in `cells`. The term must occur in the block.
  @inline(__always)
  func cellStart(_ block: Int) -> Int {
    let entry = block / Grid.blocksPerSuperblock * Self.superblockEntrySize
    return Int(superblocks.load(UInt32.self, at: entry))
      + Int(cellOffsets.load(UInt16.self, at: block * 2)) << Int(superblocks[entry + 8] & 31)
  }

  /// Where the positions of the block's postings begin in `positions`.
  func positionStart(_ block: Int) -> Int {
    let entry = block / Grid.blocksPerSuperblock * Self.superblockEntrySize
    return Int(superblocks.load(UInt32.self, at: entry + 4))
      + Int(positionOffsets.load(UInt16.self, at: block * 2)) << Int(superblocks[entry + 9] & 31)
  }

  /// Has what `positionStart` reads for a block brought to the cache.
  @inline(__always)
  func prefetchPositionStart(_ block: Int) { positionOffsets.prefetch(block * 2) }

  /// The cell of `block`, or `nil` where the term does not occur in it or the bytes are damaged.
  func cell(_ block: Int) -> Cell? {
    guard bounds[block] != 0 else { return nil }
    return Cell(cells, at: cellStart(block))
  }
}
