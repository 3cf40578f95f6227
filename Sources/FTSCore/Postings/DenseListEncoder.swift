/// Encodes the postings of a frequent term block by block; `DenseList` tells the format.
struct DenseListEncoder {
  private let blocks: Int
  private var bounds: [UInt8] = []
  private var superblocks = ByteWriter()
  private var cells: SuperblockPacker
  private var positions: SuperblockPacker
  /// How many impacts have each lower bound, for the k-th best of them.
  private var histogram = [Int](repeating: 0, count: 256)

  private var block = -1
  private var lanes: [UInt8] = []
  private var codes: [UInt8] = []
  private var records = ByteWriter()

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
    for i in histogram.indices { histogram[i] = 0 }
    block = -1
  }

  /// Appends a posting; documents ascend.
  mutating func append(
    _ document: DocID, _ frequencies: FieldFrequencies, impact: Float,
    encodePositions: (inout ByteWriter) -> Void
  ) {
    let target = Int(document) / Grid.blockSize
    if target != block { move(to: target) }
    lanes.append(UInt8(Int(document) % Grid.blockSize))
    codes.append(frequencies.code)
    if frequencies.code == 0 { frequencies.encodeRecord(into: &records) }
    bounds[block] = max(bounds[block], ImpactBound.above(impact))
    histogram[Int(ImpactBound.below(impact))] += 1
    encodePositions(&positions.pending)
  }

  mutating func finish(into writer: inout ByteWriter) {
    closeBlock()
    closeSuperblocks(before: Grid.superblocks(blocks))
    writer.integer(UInt32(cells.packed.count))
    writer.integer(UInt32(positions.packed.count))
    for rank in DenseList.thresholdRanks { writer.byte(lowerBound(ofRank: rank)) }
    writer.byte(bounds.max() ?? 0)
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
    guard !lanes.isEmpty else { return }
    cells.open(block)
    cells.pending.byte(UInt8(lanes.count))
    if lanes.count <= Cell.listLimit {
      for (lane, code) in zip(lanes, codes) { cells.pending.byte(lane << 2 | code) }
    } else {
      cells.pending.integer(lanes.reduce(0) { $0 | UInt64(1) << UInt64($1) })
      for start in stride(from: 0, to: codes.count, by: 4) {
        let four = codes[start..<min(start + 4, codes.count)]
        cells.pending.byte(four.reversed().reduce(0) { $0 << 2 | $1 })
      }
    }
    cells.pending.append(records.bytes)
    lanes.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    records.removeAll()
  }

  private mutating func closeSuperblocks(before target: Int) {
    var index = superblocks.count / DenseList.superblockEntrySize
    while index < target {
      let cell = cells.closeSuperblock()
      let position = positions.closeSuperblock()
      let first = index * Grid.blocksPerSuperblock
      superblocks.integer(cell.base)
      superblocks.integer(position.base)
      superblocks.byte(cell.shift)
      superblocks.byte(position.shift)
      superblocks.byte(bounds[first..<min(first + Grid.blocksPerSuperblock, blocks)].max() ?? 0)
      superblocks.byte(0)
      index += 1
    }
  }

  /// A lower bound of the `rank`-th best impact, 0 where there are fewer postings.
  private func lowerBound(ofRank rank: Int) -> UInt8 {
    var above = 0
    for value in stride(from: 255, through: 1, by: -1) {
      above += histogram[value]
      if above >= rank { return UInt8(value) }
    }
    return 0
  }
}
