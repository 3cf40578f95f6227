import FTSAnalysis
import FTSQuery

/// Makes a plan of a query.
struct PlanBuilder {
  /// The product of boosts is cut there: far above what any score can tell, and far below where numbers end.
  private static let greatestFactor = 1e30

  private let tokenizer: Tokenizer
  private(set) var clauses: [QueryPlan.Clause] = []
  private(set) var filters: [Filter] = []

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// The node of a query; `nil` where the analyzer leaves nothing of it.
  ///
  /// - Parameter factor: the boosts of what it stands in.
  /// - Throws: `unsupportedQuery` for what cannot be searched for yet.
  mutating func node(_ query: Query, factor: Double) throws(IndexError) -> PlanNode? {
    switch query.node {
    case .everything: return .everything
    case .text(let match, let field): return clause(try text(of: match, query), field, factor)
    case .filter(let filter):
      guard SegmentFilter.supports(filter) else { throw Self.unsupported(query) }
      filters.append(filter)
      return .filter(filters.count - 1)
    case .boosted(let query, let boost):
      return try node(query, factor: min(factor * max(0, boost), Self.greatestFactor))
    case .atLeast(let count, let queries): return try atLeast(count, queries, factor)
    case .boolean(let clauses):
      guard !clauses.isEmpty else { return .nothing }
      var parts: [PlanNode.Part] = []
      for clause in clauses {
        guard let node = try node(clause.query, factor: factor) else { continue }
        for part in PlanNode.flattened(PlanNode.Part(occurrence: clause.occurrence, node: node)) {
          append(part, to: &parts)
        }
      }
      return boolean(parts)
    }
  }

  private static func unsupported(_ query: Query) -> IndexError {
    .unsupportedQuery("\(query) cannot be searched for yet", position: query.range?.lowerBound)
  }

  /// - Throws: `unsupportedQuery` for what is no word and no phrase.
  private func text(of match: TextMatch, _ query: Query) throws(IndexError) -> String {
    switch match {
    case .word(let text), .phrase(let text): return text
    case .near, .prefix, .wildcard, .fuzzy, .regex: throw Self.unsupported(query)
    }
  }

  private mutating func clause(_ text: String, _ field: TextField?, _ factor: Double) -> PlanNode? {
    var terms: [[UInt8]] = []
    tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
      terms.append(
        tokenizer.withTerm(of: form) { term in unsafe term.withUnsafeBytes { unsafe Array($0) } })
    }
    guard !terms.isEmpty else { return nil }
    clauses.append(QueryPlan.Clause(terms: terms, field: field.map(Field.init), factor: factor))
    return .clause(clauses.count - 1)
  }

  /// Of queries of which the analyzer leaves nothing, none can be asked for.
  private mutating func atLeast(
    _ count: Int, _ queries: [Query], _ factor: Double
  ) throws(IndexError) -> PlanNode? {
    guard count <= queries.count else { return .nothing }
    var nodes: [PlanNode] = []
    for query in queries {
      if let node = try node(query, factor: factor) { nodes.append(node) }
    }
    let least = min(count, nodes.count)
    guard !nodes.isEmpty, least != 1, least != nodes.count else {
      let occurrence = least == 1 ? Query.Occurrence.should : .must
      var parts: [PlanNode.Part] = []
      for node in nodes {
        for part in PlanNode.flattened(PlanNode.Part(occurrence: occurrence, node: node)) {
          append(part, to: &parts)
        }
      }
      return boolean(parts)
    }
    return .atLeast(least, nodes)
  }

  /// Adds a part to others, or its weight to that of one that says the same.
  private mutating func append(_ part: PlanNode.Part, to parts: inout [PlanNode.Part]) {
    if case .clause(let own) = part.node {
      for other in parts where other.occurrence == part.occurrence {
        guard case .clause(let same) = other.node, clauses[same].terms == clauses[own].terms,
          clauses[same].field == clauses[own].field
        else { continue }
        clauses[same].factor += clauses[own].factor
        return
      }
    }
    parts.append(part)
  }

  private func boolean(_ parts: [PlanNode.Part]) -> PlanNode? {
    guard let first = parts.first else { return nil }
    if parts.count == 1, first.occurrence == .should || first.occurrence == .must { return first.node }
    return .boolean(parts)
  }

  // MARK: - What clauses are good for

  /// Numbers the clauses that are left, in the order of the tree, and notes what each is good for.
  mutating func finish(_ root: inout PlanNode?) {
    guard let whole = root else { return }
    var kept: [QueryPlan.Clause] = []
    root = number(whole, scores: true, isWanted: true, &kept)
    clauses = kept
    for part in root?.parts ?? [] {
      if case .clause(let clause) = part.node, part.occurrence == .must || part.occurrence == .filter {
        clauses[clause].isRequired = true
      }
    }
  }

  private func number(
    _ node: PlanNode, scores: Bool, isWanted: Bool, _ kept: inout [QueryPlan.Clause]
  ) -> PlanNode {
    switch node {
    case .clause(let old):
      var clause = clauses[old]
      clause.scores = scores && clause.factor > 0
      clause.isWanted = isWanted
      kept.append(clause)
      return .clause(kept.count - 1)
    case .boolean(let parts):
      return .boolean(
        parts.map { part in
          let (scores, isWanted) =
            switch part.occurrence {
            case .should, .must: (scores, isWanted)
            case .filter: (false, isWanted)
            case .mustNot: (false, !isWanted)
            }
          return PlanNode.Part(
            occurrence: part.occurrence, node: number(part.node, scores: scores, isWanted: isWanted, &kept))
        })
    case .atLeast(let count, let nodes):
      return .atLeast(count, nodes.map { number($0, scores: scores, isWanted: isWanted, &kept) })
    case .filter, .everything, .nothing: return node
    }
  }
}

extension Field {
  fileprivate init(_ field: TextField) {
    self =
      switch field {
      case .title: .title
      case .body: .body
      }
  }
}
