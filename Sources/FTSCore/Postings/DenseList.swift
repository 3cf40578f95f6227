/// The posting list of a frequent term: one *cell* per block in which it occurs.
///
///     u32     bytes of the cells
///     u32     bytes of the positions
///     u8 × 3  lower bound of the 10th, 100th and 1000th best impact; 0: there are fewer
///     u8      upper bound of the impact over the whole list
///     per superblock, 12 bytes:
///       u32   base of its cells        u32  base of its positions
///       u8    shift of its cells       u8   shift of its positions
///       u8    upper bound of the impact in it   u8  0
///     u16 × blocks   offset of the cell        (see SuperblockPacker)
///     u16 × blocks   offset of the positions
///     u8  × blocks   upper bound of the impact in the block, 0: the term does not occur
///     cells, positions
///
/// A cell (n postings, ascending by their place in the block, the *lane*):
///
///     u8      n, 1 to 64
///     n ≤ 8:  u8 × n     lane << 2 | code
///     n > 8:  u64        set of lanes
///             u2 × n     codes, lowest bits first, padded to a byte
///     records of the postings whose code is 0 (see FieldFrequencies)
///
/// The arrays are laid side by side by use: bounds are read whole, one after the other; offsets
/// only for the few blocks that are visited; positions only for documents that match.
struct DenseList {
  static let headerSize = 12
  static let superblockEntrySize = 12
  /// Ranks k for which the k-th best impact is kept.
  static let thresholdRanks = [10, 100, 1000]

  let blocks: Int
  let bounds: Blob
  let cells: Blob
  let positions: Blob
  private let header: Blob
  private let superblocks: Blob
  private let cellOffsets: Blob
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
    if reader.hasOverrun { return nil }
  }

  /// Upper bound of the impact over the whole list, in steps of 1/255.
  var maximumBound: UInt8 { header[11] }

  /// A lower bound of the `k`-th best impact, in steps of 1/255; 0 where none is known.
  func threshold(rank k: Int) -> UInt8 {
    for (index, rank) in Self.thresholdRanks.enumerated() where k <= rank { return header[8 + index] }
    return 0
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

  /// The cell of `block`, or `nil` where the term does not occur in it or the bytes are damaged.
  func cell(_ block: Int) -> Cell? {
    guard bounds[block] != 0 else { return nil }
    return Cell(cells, at: cellStart(block))
  }
}
