/// Goes through the postings of a term block by block: what sparse and dense lists have in common.
struct BlockEncoder {
  /// A block in which the term occurs.
  struct Block {
    var number: Int
    /// Upper bound of the impacts in it.
    var bound: UInt8
    /// Where the positions of its postings lie among those of the term.
    var positions: Range<Int>
  }

  /// The postings of the block that `next` has returned.
  private(set) var cell = CellEncoder()
  /// Of all blocks so far.
  private(set) var thresholds = ImpactThresholds()
  private var index = 0
  private var record = 0
  private var positionsEnd = 0

  /// Begins with a list.
  mutating func begin() {
    thresholds.removeAll()
    index = 0
    record = 0
    positionsEnd = 0
  }

  /// The next block of `term`, which is the same from `begin` on; `nil` after the last.
  mutating func next(of term: TermPostings, _ bounds: ImpactBounds) -> Block? {
    let postings = term.postings.span
    guard index < postings.count else { return nil }
    let number = Int(postings[index].document) / Grid.blockSize
    var block = Block(number: number, bound: 0, positions: positionsEnd..<positionsEnd)
    cell.removeAll()
    repeat {
      let posting = postings[index]
      let frequencies = term.frequencies(of: posting, &record)
      let pair = bounds.pair(posting.document, code: posting.code, frequencies)
      cell.append(lane: UInt8(Int(posting.document) % Grid.blockSize), frequencies)
      thresholds.append(pair.below)
      block.bound = max(block.bound, pair.above)
      positionsEnd = Int(posting.positionsEnd)
      index += 1
    } while index < postings.count && Int(postings[index].document) / Grid.blockSize == number
    block.positions = block.positions.lowerBound..<positionsEnd
    return block
  }
}
