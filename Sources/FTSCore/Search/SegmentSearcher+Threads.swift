/// Conditions on other documents of a thread: evaluated before the query they stand in, once over all segments.
extension SegmentSearcher {
  /// Binds a plan to a snapshot, with the documents for which its conditions on others of their threads hold.
  ///
  /// - Parameter bm25: with the mean length of the snapshot.
  /// - Throws: also `deadlineExceeded`.
  mutating func bind(
    _ plan: QueryPlan, _ snapshot: Snapshot, bm25: BM25, fieldWeights: FieldWeights, _ expander: TermExpander,
    boosts: ScoreBoosts = ScoreBoosts()
  ) throws(IndexError) -> QueryWeight {
    var related: [[DocumentMask]] = []
    for filter in plan.filters {
      switch filter {
      case .own: related.append([])
      case .related(let relation, let plan):
        let weight = try bind(plan, snapshot, bm25: bm25, fieldWeights: fieldWeights, expander)
        related.append(try documents(relation, to: weight, snapshot))
      }
    }
    return try QueryWeight(
      plan, snapshot, related: related, bm25: bm25, fieldWeights: fieldWeights, expander, boosts: boosts)
  }

  /// By segment, the documents that stand in a relation to one that matches.
  private mutating func documents(
    _ relation: ThreadRelation, to weight: QueryWeight, _ snapshot: Snapshot
  ) throws(IndexError) -> [DocumentMask] {
    var matches = MatchSet()
    matches.begin(snapshot)
    var matching: [DocumentMask] = []
    for segment in snapshot.segments {
      try match(
        segment, weight: weight, options: SearchOptions(), areRoots: relation.isToRoots, into: &matches)
      // With some of the documents alone, what is excluded by them would be found.
      if watch.isUp { throw .deadlineExceeded }
      matching.append(matches.mask(of: segment))
    }
    return try relation.documents(to: matching, snapshot)
  }
}
