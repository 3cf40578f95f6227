/// Encodes the postings of a frequent term block by block; `DenseList` tells the format.
struct DenseListEncoder {
  private let blocks: Int
  private var bounds: [UInt8] = []
  private var superblocks = ByteWriter()
  private var cells: SuperblockPacker
  private var positions: SuperblockPacker
  private var thresholds = ImpactThresholds()

  private var block = -1
  private var cell = CellEncoder()

  init(blocks: Int) {
    self.blocks = blocks
    cells = SuperblockPacker(blocks: blocks)
    positions = SuperblockPacker(blocks: blocks)
  }

  mutating func begin() {
    bounds = [UInt8](repeating: 0, count: blocks)
    superblocks.removeAll()
    cells.begin()
    positions.begin()
    thresholds.removeAll()
    block = -1
    cell.removeAll()
  }

  /// Appends a posting; documents ascend.
  mutating func append(
    _ document: DocID, _ frequencies: FieldFrequencies, impact: Float,
    encodePositions: (inout ByteWriter) -> Void
  ) {
    let target = Int(document) / Grid.blockSize
    if target != block { move(to: target) }
    cell.append(lane: UInt8(Int(document) % Grid.blockSize), frequencies)
    bounds[block] = max(bounds[block], ImpactBound.above(impact))
    thresholds.append(impact)
    encodePositions(&positions.pending)
  }

  mutating func finish(into writer: inout ByteWriter) {
    closeBlock()
    closeSuperblocks(before: Grid.superblocks(blocks))
    writer.integer(UInt32(cells.packed.count))
    writer.integer(UInt32(positions.packed.count))
    thresholds.encode(into: &writer)
    writer.append(superblocks.bytes)
    for offset in cells.offsets { writer.integer(offset) }
    for offset in positions.offsets { writer.integer(offset) }
    writer.append(bounds)
    writer.append(cells.packed.bytes)
    writer.append(positions.packed.bytes)
  }

  private mutating func move(to target: Int) {
    closeBlock()
    closeSuperblocks(before: target / Grid.blocksPerSuperblock)
    block = target
    positions.open(block)
  }

  private mutating func closeBlock() {
    guard !cell.isEmpty else { return }
    cells.open(block)
    cell.encode(into: &cells.pending)
    cell.removeAll()
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
