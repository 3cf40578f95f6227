/// Which documents of a segment a search may return at all: not deleted, of the kind asked for, and such that
/// what the query demands or excludes by filters holds.
struct LaneFilter {
  private let live: [UInt64]?
  private let kind: Blob?
  private let documents: Int
  /// Conditions that have to hold, and those that may not.
  private var demanded: [SegmentFilter] = []
  private var excluded: [SegmentFilter] = []
  /// Whether what passes is known only by looking at values.
  private(set) var hasConditions = false
  /// Whether no document can pass.
  let isEmpty: Bool

  /// - Parameter kind: `nil` for any.
  init(_ segment: SegmentReader, kind: String?) {
    live = segment.live
    documents = segment.info.documents
    if let kind {
      self.kind = segment.kinds.documents(of: kind)
      isEmpty = self.kind == nil
    } else {
      self.kind = nil
      isEmpty = false
    }
  }

  /// Whether every document passes.
  var passesAll: Bool { live == nil && kind == nil && !hasConditions }

  /// Lets pass only the documents for which a condition holds, or does not.
  mutating func add(_ condition: SegmentFilter, holds: Bool) {
    if holds { demanded.append(condition) } else { excluded.append(condition) }
    hasConditions = true
  }

  /// The documents of a block that pass.
  subscript(block: Int) -> UInt64 {
    let rest = documents - block * Grid.blockSize
    var lanes = rest >= Grid.blockSize ? UInt64.max : 1 << UInt64(rest) - 1
    if let live { lanes &= live[block] }
    if let kind { lanes &= kind.load(UInt64.self, at: block * 8) }
    return hasConditions ? meetingConditions(lanes, block) : lanes
  }

  /// Those of `lanes` of which the conditions hold. Apart, since most searches have none and pay for each block.
  @inline(never)
  private func meetingConditions(_ lanes: UInt64, _ block: Int) -> UInt64 {
    var lanes = lanes
    for condition in demanded where lanes != 0 { lanes &= condition.lanes(block) }
    for condition in excluded where lanes != 0 { lanes &= ~condition.lanes(block) }
    return lanes
  }
}
