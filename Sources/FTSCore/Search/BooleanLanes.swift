import FTSQuery

/// The documents of a block that match, while clause after clause is combined: what is required before what is
/// optional.
struct BooleanLanes {
  /// Documents that meet all conditions so far: those that can still match.
  private(set) var required: UInt64
  /// Documents that meet an optional clause.
  private var optional: UInt64 = 0
  private var hasMust = false
  private var hasShould = false

  init(_ candidates: UInt64) { required = candidates }

  /// Takes the documents in which a clause occurs.
  @inline(__always)
  mutating func combine(_ lanes: UInt64, _ occurrence: Query.Occurrence) {
    switch occurrence {
    case .must:
      required &= lanes
      hasMust = true
    case .should:
      optional |= lanes
      hasShould = true
    case .mustNot: required &= ~lanes
    case .filter: required &= lanes
    }
  }

  /// Documents for which it matters whether they meet a further optional clause.
  @inline(__always)
  var undecided: UInt64 { hasMust ? 0 : required & ~optional }

  /// What matches when all clauses are combined; see `Query`.
  @inline(__always)
  var matches: UInt64 { hasMust || !hasShould ? required : required & optional }
}
