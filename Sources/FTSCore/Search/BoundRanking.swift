/// The terms that occur in a block, in the order in which they are scored, and what those from each
/// one on can add together.
///
/// One order serves all blocks, the rarest term first. To sort the terms of each block by their bounds
/// there rules out less, and costs more.
struct BoundRanking: ~Copyable {
  private var terms = ScratchBuffer<Int32>()
  private var bounds = ScratchBuffer<Float>()
  /// Upper bound of what the terms from each rank on can add; 0 after the last.
  private var rests = ScratchBuffer<Float>()
  private(set) var count = 0

  /// Makes room for as many terms.
  mutating func reserve(_ count: Int) {
    terms.resize(to: count + 1, 0)
    bounds.resize(to: count + 1, 0)
    rests.resize(to: count + 1, 0)
    self.count = 0
  }

  /// Ranks the terms for a block.
  ///
  /// - Parameter cursors: as many as there is room for.
  @inline(__always)
  mutating func rank(
    _ cursors: UnsafeMutableBufferPointer<TermCursor>, order: UnsafeMutableBufferPointer<Int>, _ block: Int
  ) {
    let terms = unsafe self.terms.elements
    let bounds = unsafe self.bounds.elements
    let rests = unsafe self.rests.elements
    var count = 0
    // SAFETY: no more terms are ranked than there are cursors.
    for place in 0..<cursors.count {
      let index = unsafe order[place]
      let bound = unsafe cursors[index].scoreBound(block)
      // Written always and counted where it holds: nothing there to be mispredicted.
      unsafe bounds[count] = bound
      unsafe terms[count] = Int32(truncatingIfNeeded: index)
      count += bound > 0 ? 1 : 0
    }
    var rest: Float = 0
    unsafe rests[count] = 0
    for place in stride(from: count - 1, through: 0, by: -1) {
      rest += unsafe bounds[place]
      unsafe rests[place] = rest
    }
    self.count = count
  }

  /// The term of that rank, below `count`.
  @inline(__always)
  func term(_ rank: Int) -> Int { Int(terms[rank]) }

  /// Upper bound of what the terms from that rank on, up to `count`, can add.
  @inline(__always)
  func rest(from rank: Int) -> Float { rests[rank] }
}
