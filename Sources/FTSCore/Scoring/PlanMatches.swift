import FTSQuery

/// What of a query one document matches, found by the slow and plain way.
struct PlanMatches {
  private let plan: QueryPlan
  /// By clause, how often it occurs in the document, in the fields where it may.
  private(set) var frequencies: [FieldFrequencies] = []
  /// By filter, whether it holds.
  private var holds: [Bool] = []

  /// - Parameters:
  ///   - filters: the plan's, in the segment.
  ///   - document: one of the segment's.
  init(_ weight: QueryWeight, _ filters: [SegmentFilter], _ segment: SegmentReader, _ document: DocID) {
    plan = weight.plan
    for (clause, planned) in zip(weight.clauses, plan.clauses) {
      let lists = clause.terms.compactMap { $0.postings[segment.index]?.list }
      let found =
        lists.count == clause.terms.count ? Self.frequencies(lists, in: document) : FieldFrequencies()
      frequencies.append(found.only(planned.field))
    }
    for filter in filters {
      let lanes = filter.lanes(Int(document) / Grid.blockSize)
      holds.append(lanes >> UInt64(Int(document) % Grid.blockSize) & 1 != 0)
    }
  }

  /// The clauses by which the document scores, in the order of the query.
  var scoringClauses: [Int] {
    var clauses: [Int] = []
    if let parts = plan.parts { collect(.boolean(parts), &clauses) }
    return clauses
  }

  private func collect(_ node: PlanNode, _ clauses: inout [Int]) {
    guard matches(node) else { return }
    switch node {
    case .clause(let clause): if plan.clauses[clause].scores { clauses.append(clause) }
    case .boolean(let parts):
      for part in parts where part.occurrence == .should || part.occurrence == .must {
        collect(part.node, &clauses)
      }
    case .atLeast(_, let nodes): for node in nodes { collect(node, &clauses) }
    case .filter, .everything, .nothing: break
    }
  }

  private func matches(_ node: PlanNode) -> Bool {
    switch node {
    case .clause(let clause): frequencies[clause].total > 0
    case .filter(let filter): holds[filter]
    case .everything: true
    case .nothing: false
    case .boolean(let parts): matches(parts)
    case .atLeast(let count, let nodes): nodes.count(where: matches) >= count
    }
  }

  private func matches(_ parts: [PlanNode.Part]) -> Bool {
    func those(_ occurrence: Query.Occurrence) -> [PlanNode.Part] {
      parts.filter { $0.occurrence == occurrence }
    }
    return (those(.must) + those(.filter)).allSatisfy { matches($0.node) }
      && !those(.mustNot).contains { matches($0.node) }
      && (!those(.must).isEmpty || those(.should).isEmpty || those(.should).contains { matches($0.node) })
  }

  /// How often a term, or a phrase of several, occurs.
  private static func frequencies(_ lists: [PostingList], in document: DocID) -> FieldFrequencies {
    guard lists.count > 1 else { return lists[0].frequencies(in: document) ?? FieldFrequencies() }
    // The places at which the phrase would begin, by each of its terms.
    var starts: Set<[Int]>?
    for (index, list) in lists.enumerated() {
      let own = Set(list.positions(in: document).map { [Int($0.field.rawValue), $0.position - index] })
      starts = starts?.intersection(own) ?? own
    }
    var frequencies = FieldFrequencies()
    for start in starts ?? [] {
      if let field = Field(rawValue: UInt8(start[0])) { frequencies[field] += 1 }
    }
    return frequencies
  }
}
