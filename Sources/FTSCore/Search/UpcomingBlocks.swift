import CPrefetch

/// The terms that occur in the block visited and in those that come next, in the order in which they are
/// scored, with what those from each one on can add together. Their cells are found and asked for ahead.
///
/// One order serves all blocks, the rarest term first. To sort the terms of each block by their bounds
/// there rules out less, and costs more.
@safe struct UpcomingBlocks: ~Copyable {
  /// A term in a block.
  @safe private struct Term: BitwiseCopyable {
    /// Place of its cursor.
    var cursor: Int32
    var cell: TermCursor.CellPlace
    /// Upper bound of what the term and those after it can add.
    var rest: Int
  }

  /// Blocks that are made ready ahead of the one visited.
  private static let distance = 4
  /// Blocks ahead of the one visited for which the places of cells are asked for.
  private static let farDistance = 10
  /// Places for blocks: more than are ahead.
  private static let ringSize = 8

  /// Of each block in the ring: its terms, and behind them an end that adds nothing.
  private var terms = ScratchBuffer<Term>()
  /// Of each block in the ring: how many terms occur there.
  private var counts = ScratchBuffer<Int32>()
  /// Terms of a block at most, and the end.
  private var stride = 0
  /// The place, among the blocks gathered, of the next one to be made ready.
  private var next = 0
  private var gathering = 0
  /// Where the terms of the block visited begin.
  private var first = 0
  /// Terms that occur in the block visited.
  private(set) var count = 0

  init() { counts.resize(to: Self.ringSize, 0) }

  /// Begins anew, with room for as many terms.
  mutating func begin(terms count: Int) {
    stride = count + 1
    terms.resize(to: stride * Self.ringSize, Term(cursor: 0, cell: .none, rest: 0))
    gathering = -1
  }

  /// Turns to the block that `blocks` gave last, and makes those after it ready.
  ///
  /// - Parameters:
  ///   - cursors: as many as there is room for.
  ///   - order: their places in the order in which they are scored.
  @inline(__always)
  mutating func advance(
    _ blocks: borrowing BlockBounds, _ cursors: UnsafeMutableBufferPointer<TermCursor>,
    order: UnsafeMutableBufferPointer<Int>, _ scorer: borrowing BlockScorer
  ) {
    if let block = blocks.block(at: blocks.visited + Self.farDistance) {
      for index in 0..<cursors.count { unsafe cursors[index].prefetchPlace(block) }
    }
    if gathering != blocks.gatherings {
      gathering = blocks.gatherings
      next = 0
    }
    // Blocks whose bound has fallen below the threshold are passed over.
    next = max(next, blocks.visited)
    while next <= blocks.visited + Self.distance, let block = blocks.block(at: next) {
      unsafe prepare(block, slot: next % Self.ringSize, cursors, order)
      scorer.prefetch(block)
      next += 1
    }
    let slot = blocks.visited % Self.ringSize
    first = slot * stride
    count = Int(counts[slot])
  }

  @inline(__always)
  private mutating func prepare(
    _ block: Int, slot: Int, _ cursors: UnsafeMutableBufferPointer<TermCursor>,
    _ order: UnsafeMutableBufferPointer<Int>
  ) {
    // SAFETY: a slot has room for all terms and the end.
    let terms = unsafe self.terms.elements.baseAddress! + slot * stride
    var count = 0
    for place in 0..<cursors.count {
      let index = unsafe order[place]
      let bound = unsafe cursors[index].scoreBound(block)
      if bound == 0 { continue }
      let cell = unsafe cursors[index].place(block)
      cell.prefetch()
      unsafe terms[count] = Term(cursor: Int32(truncatingIfNeeded: index), cell: cell, rest: bound)
      count &+= 1
    }
    var rest = 0
    unsafe terms[count].rest = 0
    for place in Swift.stride(from: count - 1, through: 0, by: -1) {
      unsafe rest &+= terms[place].rest
      unsafe terms[place].rest = rest
    }
    counts[slot] = Int32(truncatingIfNeeded: count)
  }

  /// The cursor of the term of a rank, below `count`, and its cell; `nil` where the bytes are damaged.
  @inline(__always)
  func term(_ rank: Int, _ cursors: UnsafeMutableBufferPointer<TermCursor>) -> (weight: UInt32, cell: Cell?) {
    // SAFETY: ranks are below the count, and the cursors those that were made ready.
    let term = unsafe terms.elements[first &+ rank]
    let cursor = unsafe cursors[Int(term.cursor)]
    return (cursor.weight, cursor.cell(at: term.cell))
  }

  /// Upper bound of what the terms from a rank on, up to `count`, can add.
  @inline(__always)
  func rest(from rank: Int) -> Int { unsafe terms.elements[first &+ rank].rest }
}
