/// Encodes the postings of a frequent term block by block; `DenseList` tells the format.
struct DenseListEncoder {
  private let blockCount: Int
  private var bounds: [UInt8] = []
  private var superblocks = ByteWriter()
  private var cells: SuperblockPacker
  private var positions: SuperblockPacker
  private var blocks = BlockEncoder()

  /// - Parameter blocks: those of the segment.
  init(blocks: Int) {
    blockCount = blocks
    cells = SuperblockPacker(blocks: blocks)
    positions = SuperblockPacker(blocks: blocks)
  }

  /// Appends the list.
  mutating func encode(_ term: TermPostings, _ impacts: ImpactBounds, into writer: inout ByteWriter) {
    begin()
    while let block = blocks.next(of: term, impacts) {
      closeSuperblocks(before: block.number / Grid.blocksPerSuperblock)
      bounds[block.number] = block.bound
      cells.open(block.number)
      blocks.cell.encode(into: &cells.pending)
      positions.open(block.number)
      positions.pending.append(term.positions.span.extracting(block.positions))
    }
    closeSuperblocks(before: Grid.superblocks(blockCount))
    writer.integer(UInt32(cells.packed.count))
    writer.integer(UInt32(positions.packed.count))
    blocks.thresholds.encode(into: &writer)
    writer.append(superblocks.bytes)
    writer.integers(cells.offsets)
    writer.integers(positions.offsets)
    writer.append(bounds)
    writer.append(cells.packed.bytes)
    writer.append(positions.packed.bytes)
  }

  private mutating func begin() {
    bounds = [UInt8](repeating: 0, count: blockCount)
    superblocks.removeAll()
    cells.begin()
    positions.begin()
    blocks.begin()
  }

  private mutating func closeSuperblocks(before target: Int) {
    var index = superblocks.count / DenseList.superblockEntrySize
    while index < target {
      let cell = cells.closeSuperblock()
      let position = positions.closeSuperblock()
      superblocks.integer(cell.base)
      superblocks.integer(position.base)
      superblocks.byte(cell.shift)
      superblocks.byte(position.shift)
      index += 1
    }
  }
}
