/// Encodes the postings of a term block by block, for the blocks that have any; `SparseList` tells
/// the format.
struct SparseListEncoder {
  private var steps: [UInt8] = []
  private var bounds: [UInt8] = []
  private var groups = ByteWriter()
  private var cells = ByteWriter()
  private var blocks = BlockEncoder()

  /// Appends the list; false, and nothing, where a cell does not fit.
  mutating func encode(_ term: TermPostings, _ impacts: ImpactBounds, into writer: inout ByteWriter) -> Bool {
    begin()
    var previous = 0
    while let block = blocks.next(of: term, impacts) {
      move(from: previous, to: block)
      previous = block.number
      guard appendCell() else { return false }
    }
    writer.integer(UInt32(steps.count))
    writer.integer(UInt32(cells.count))
    blocks.thresholds.encode(into: &writer)
    writer.append(steps)
    writer.append(bounds)
    writer.append(groups.bytes)
    writer.append(cells.bytes)
    writer.append(term.positions)
    return true
  }

  private mutating func begin() {
    steps.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    groups.removeAll()
    cells.removeAll()
    blocks.begin()
  }

  private mutating func move(from previous: Int, to block: BlockEncoder.Block) {
    var step = block.number - previous
    while step > SparseList.longestStep {
      appendEntry(step: SparseList.longestStep, bound: 0, block)
      step -= SparseList.longestStep
    }
    appendEntry(step: step, bound: block.bound, block)
  }

  private mutating func appendEntry(step: Int, bound: UInt8, _ block: BlockEncoder.Block) {
    if steps.count % SparseList.groupSize == 0 {
      groups.integer(UInt32(cells.count))
      groups.integer(UInt32(block.positions.lowerBound))
    }
    steps.append(UInt8(step))
    bounds.append(bound)
  }

  /// Appends the cell of the block last moved to; false where it does not fit.
  private mutating func appendCell() -> Bool {
    guard let byte = blocks.cell.single else { return blocks.cell.encodeList(into: &cells) }
    cells.byte(byte)
    steps[steps.count - 1] |= SparseList.singleMark
    return true
  }
}
