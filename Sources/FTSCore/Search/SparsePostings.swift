/// The postings of the sparse lists of a query in one segment, decoded, and found by block.
///
/// Sparse lists are short; they are decoded whole, with exact impacts, before the first block is
/// visited. The postings of a list that fall into one block are a *run*; the runs of a block are
/// chained in order of their cursors.
struct SparsePostings {
  struct Posting {
    var document: DocID
    var impact: Float
    /// How often the term occurs in each field.
    var frequencies: FieldFrequencies
    /// Where its positions begin in the list's.
    var positionOffset: Int
  }

  struct Run {
    var cursor: Int
    var postings: Range<Int>
    /// The greatest impact.
    var bound: Float
    var lanes: UInt64
    /// Index of the next run of the block, or -1.
    var next: Int
  }

  private(set) var postings: [Posting] = []
  private(set) var runs: [Run] = []
  /// By block: index of the first run, or -1.
  private var heads: [Int32] = []

  /// Forgets all postings and makes room for a segment of `blocks` blocks.
  mutating func reset(blocks: Int) {
    for run in runs { heads[Int(postings[run.postings.lowerBound].document) / Grid.blockSize] = -1 }
    postings.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    if heads.count < blocks { heads += [Int32](repeating: -1, count: blocks - heads.count) }
  }

  /// Decodes a list. Lists of greater cursors come first.
  ///
  /// - Parameters:
  ///   - withPositions: also note where each posting's positions begin.
  ///   - impact: of a posting.
  mutating func append(
    _ list: SparseList, cursor: Int, documents: Int, withPositions: Bool,
    impact: (DocID, FieldFrequencies) -> Float
  ) {
    var reader = SparseList.Cursor(list)
    var positions = ByteReader(list.positions)
    var block = -1
    while reader.next(), Int(reader.document) < documents {
      let posting = Posting(
        document: reader.document, impact: impact(reader.document, reader.frequencies),
        frequencies: reader.frequencies, positionOffset: positions.offset)
      if withPositions { PositionDecoder.skip(reader.frequencies.total, &positions) }
      if Int(reader.document) / Grid.blockSize == block {
        extendRun(posting)
      } else {
        block = Int(reader.document) / Grid.blockSize
        beginRun(posting, cursor: cursor, block: block)
      }
      postings.append(posting)
    }
  }

  private mutating func beginRun(_ posting: Posting, cursor: Int, block: Int) {
    runs.append(
      Run(
        cursor: cursor, postings: postings.count..<postings.count + 1, bound: posting.impact,
        lanes: Self.lane(posting), next: Int(heads[block])))
    heads[block] = Int32(runs.count - 1)
  }

  private mutating func extendRun(_ posting: Posting) {
    let last = runs.count - 1
    runs[last].postings = runs[last].postings.lowerBound..<postings.count + 1
    runs[last].bound = max(runs[last].bound, posting.impact)
    runs[last].lanes |= Self.lane(posting)
  }

  private static func lane(_ posting: Posting) -> UInt64 {
    1 << UInt64(Int(posting.document) % Grid.blockSize)
  }

  /// The block of a run.
  func block(of run: Run) -> Int { Int(postings[run.postings.lowerBound].document) / Grid.blockSize }

  /// The run of a cursor in a block, or `nil`.
  func run(of cursor: Int, in block: Int) -> Run? {
    var index = Int(heads[block])
    while index >= 0 {
      if runs[index].cursor == cursor { return runs[index] }
      index = runs[index].next
    }
    return nil
  }
}
