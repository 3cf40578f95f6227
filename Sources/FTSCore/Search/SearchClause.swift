/// A clause of the query in one segment.
@safe struct SearchClause {
  /// What it is to evaluation.
  enum Kind: BitwiseCopyable {
    case term
    case phrase
    /// Words near each other, with the place of what counts them.
    case near(counter: Int)
  }

  /// What it is.
  let kind: Kind
  /// The field in which it has to occur; `nil` for any one.
  let field: Field?
  /// Whether documents score by it.
  let scores: Bool
  /// Whether documents that match may do so because of it.
  let isWanted: Bool
  /// Whether no document matches without it.
  let isRequired: Bool
  /// What its impacts are multiplied by.
  let weight: UInt32
  /// What a step of its bounds is worth, in units of the score.
  let step: Int
  private let firstCursor: Int
  private let cursorCount: Int
  /// By block, an upper bound of its impact in steps, 0 where it does not occur.
  private let row: UnsafePointer<UInt8>

  /// Its terms among the query's cursors.
  var cursors: Range<Int> { firstCursor..<firstCursor + cursorCount }

  /// - Parameter row: has an entry for every block and stays valid while the clause is used.
  @unsafe
  init(
    _ clause: QueryPlan.Clause, _ kind: Kind, weight: UInt32, step: Int, cursors: Range<Int>,
    row: UnsafePointer<UInt8>
  ) {
    self.kind = kind
    field = clause.field
    scores = clause.scores
    isWanted = clause.isWanted
    isRequired = clause.isRequired
    self.weight = weight
    self.step = step
    firstCursor = cursors.lowerBound
    cursorCount = cursors.count
    unsafe self.row = row
  }

  @unsafe var bounds: UnsafePointer<UInt8> { unsafe row }

  /// Upper bound of what the clause adds to a score in a block.
  @inline(__always)
  func scoreBound(_ block: Int) -> Int {
    // SAFETY: the searcher asks for blocks of the segment only.
    unsafe step &* Int(row[block])
  }
}
