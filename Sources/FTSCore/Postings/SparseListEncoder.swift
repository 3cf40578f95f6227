/// Encodes the postings of a term block by block, for the blocks that have any; `SparseList` tells
/// the format.
struct SparseListEncoder {
  private var steps: [UInt8] = []
  private var bounds: [UInt8] = []
  private var groups = ByteWriter()
  private var cells = ByteWriter()
  private var positions = ByteWriter()
  private var thresholds = ImpactThresholds()
  private var block = 0
  private var cell = CellEncoder()
  private var fits = true

  mutating func begin() {
    steps.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    groups.removeAll()
    cells.removeAll()
    positions.removeAll()
    thresholds.removeAll()
    block = 0
    cell.removeAll()
    fits = true
  }

  /// Appends a posting; documents ascend.
  mutating func append(
    _ document: DocID, _ frequencies: FieldFrequencies, impact: Float,
    encodePositions: (inout ByteWriter) -> Void
  ) {
    let target = Int(document) / Grid.blockSize
    if cell.isEmpty || target != block { move(to: target) }
    cell.append(lane: UInt8(Int(document) % Grid.blockSize), frequencies)
    bounds[bounds.count - 1] = max(bounds[bounds.count - 1], ImpactBound.above(impact))
    thresholds.append(impact)
    encodePositions(&positions)
  }

  /// Appends the list; false, and nothing, where a cell does not fit.
  mutating func finish(into writer: inout ByteWriter) -> Bool {
    closeBlock()
    guard fits else { return false }
    writer.integer(UInt32(steps.count))
    writer.integer(UInt32(cells.count))
    thresholds.encode(into: &writer)
    writer.append(steps)
    writer.append(bounds)
    writer.append(groups.bytes)
    writer.append(cells.bytes)
    writer.append(positions.bytes)
    return true
  }

  private mutating func move(to target: Int) {
    closeBlock()
    while target - block > SparseList.longestStep {
      appendEntry(step: UInt8(SparseList.longestStep))
      block += SparseList.longestStep
    }
    appendEntry(step: UInt8(target - block))
    block = target
  }

  private mutating func appendEntry(step: UInt8) {
    if steps.count % SparseList.groupSize == 0 {
      groups.integer(UInt32(cells.count))
      groups.integer(UInt32(positions.count))
    }
    steps.append(step)
    bounds.append(0)
  }

  private mutating func closeBlock() {
    guard !cell.isEmpty else { return }
    if let byte = cell.single {
      cells.byte(byte)
      steps[steps.count - 1] |= SparseList.singleMark
    } else if !cell.encodeList(into: &cells) {
      fits = false
    }
    cell.removeAll()
  }
}
