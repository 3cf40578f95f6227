import FTSAnalysis
import FTSQuery

/// Makes a plan of a query.
struct PlanBuilder {
  /// The product of boosts is cut there: far above what any score can tell, and far below where numbers end.
  private static let greatestFactor = 1e30

  private let tokenizer: Tokenizer
  private let now: Int64
  private(set) var clauses: [QueryPlan.Clause] = []
  private(set) var filters: [PlanFilter] = []

  /// - Parameter now: the moment of the query, in seconds since 1970-01-01T00:00:00Z.
  init(_ tokenizer: Tokenizer, now: Int64) {
    self.tokenizer = tokenizer
    self.now = now
  }

  /// What a document has to match together; `nil` where the analyzer leaves nothing of the query.
  ///
  /// - Throws: `unsupportedQuery` for what cannot be searched for yet.
  mutating func parts(of query: Query) throws(IndexError) -> [PlanNode.Part]? {
    if case .boolean(let clauses) = query.node { self.clauses.reserveCapacity(clauses.count) }
    let parts: [PlanNode.Part]
    switch try node(query, factor: 1) {
    case nil: return nil
    case .boolean(let own): parts = own
    case let node?: parts = [PlanNode.Part(occurrence: .should, node: node)]
    }
    mark(.boolean(parts), scores: true, isWanted: true)
    for part in parts where part.occurrence == .must || part.occurrence == .filter {
      if case .clause(let clause) = part.node { clauses[clause].isRequired = true }
    }
    return parts
  }

  /// The node of a query; `nil` where the analyzer leaves nothing of it.
  ///
  /// - Parameter factor: the boosts of what it stands in.
  /// - Throws: `unsupportedQuery` for what cannot be searched for yet.
  private mutating func node(_ query: Query, factor: Double) throws(IndexError) -> PlanNode? {
    switch query.node {
    case .everything: return .everything
    case .text(let match, let field): return clause(try words(of: match, query), field, factor)
    case .filter(let filter):
      guard let filter = try planned(filter, query) else { return nil }
      filters.append(filter)
      return .filter(filters.count - 1)
    case .boosted(let query, let boost):
      return try node(query, factor: min(factor * max(0, boost), Self.greatestFactor))
    case .atLeast(let count, let queries): return try atLeast(count, queries, factor)
    case .boolean(let clauses):
      guard !clauses.isEmpty else { return .nothing }
      var parts: [PlanNode.Part] = []
      parts.reserveCapacity(clauses.count)
      for clause in clauses {
        guard let node = try node(clause.query, factor: factor) else { continue }
        append(PlanNode.Part(occurrence: clause.occurrence, node: node), to: &parts)
      }
      return boolean(parts)
    }
  }

  /// - Throws: `unsupportedQuery` for what cannot be searched for yet.
  private func planned(_ filter: Filter, _ query: Query) throws(IndexError) -> PlanFilter? {
    switch filter {
    case .inReview(let root): return try related(.belowRoot, root)
    case .hasComment(let member): return try related(.aboveMember, member)
    case .contains(.replyTo, let match) where ValueMatcher.supports(match):
      return try related(.answer, Query(.filter(.contains(.author, match))))
    case .equals(.replyTo, let name): return try related(.answer, Query(.filter(.equals(.author, name))))
    case .contains(_, let match) where ValueMatcher(match, tokenizer)?.isEmpty == true: return nil
    default:
      guard SegmentFilter.supports(filter) else { throw Self.unsupported(query) }
      return .own(filter)
    }
  }

  private func related(_ relation: ThreadRelation, _ query: Query) throws(IndexError) -> PlanFilter? {
    let plan = try QueryPlan(query, tokenizer, now: now)
    return plan.parts == nil ? nil : .related(relation, plan)
  }

  private static func unsupported(_ query: Query) -> IndexError {
    .unsupportedQuery("\(query) cannot be searched for yet", position: query.range?.lowerBound)
  }

  /// The terms of words that are looked for together, and how they are to be near each other where they are not
  /// to stand in a row.
  ///
  /// - Throws: `unsupportedQuery` for what is looked for otherwise.
  private func words(
    of match: TextMatch, _ query: Query
  ) throws(IndexError) -> (terms: [[UInt8]], near: NearCounter?) {
    switch match {
    case .word(let text), .phrase(let text): return (terms(of: text), nil)
    case .near(let text, let slop, let isOrdered):
      let terms = terms(of: text)
      // A word by itself is near itself.
      guard terms.count > 1 else { return (terms, nil) }
      var numbers: [[UInt8]: Int] = [:]
      for term in terms where numbers[term] == nil { numbers[term] = numbers.count }
      return (
        terms, NearCounter(terms.compactMap { numbers[$0] }, slop: slop, isOrdered: isOrdered)
      )
    case .prefix, .wildcard, .fuzzy, .regex: throw Self.unsupported(query)
    }
  }

  private func terms(of text: String) -> [[UInt8]] {
    var terms: [[UInt8]] = []
    tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
      terms.append(
        tokenizer.withTerm(of: form) { term in unsafe term.withUnsafeBytes { unsafe Array($0) } })
    }
    return terms
  }

  private mutating func clause(
    _ words: (terms: [[UInt8]], near: NearCounter?), _ field: TextField?, _ factor: Double
  ) -> PlanNode? {
    guard !words.terms.isEmpty else { return nil }
    clauses.append(
      QueryPlan.Clause(terms: words.terms, near: words.near, field: field.map(Field.init), factor: factor))
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
      for node in nodes { append(PlanNode.Part(occurrence: occurrence, node: node), to: &parts) }
      return boolean(parts)
    }
    return .atLeast(least, nodes)
  }

  /// Adds a part to others, or what it has if that comes to the same, or the weight of what was just made to that of
  /// one that says the same.
  private mutating func append(_ part: PlanNode.Part, to parts: inout [PlanNode.Part]) {
    if let flattened = part.flattened {
      for part in flattened { append(part, to: &parts) }
      return
    }
    if case .clause(let own) = part.node, own == clauses.count - 1 {
      for other in parts where other.occurrence == part.occurrence {
        guard case .clause(let same) = other.node, clauses[same].terms == clauses[own].terms,
          clauses[same].near == clauses[own].near, clauses[same].field == clauses[own].field
        else { continue }
        clauses[same].factor += clauses[own].factor
        clauses.removeLast()
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

  /// Notes what each clause below a node is good for.
  private mutating func mark(_ node: PlanNode, scores: Bool, isWanted: Bool) {
    switch node {
    case .clause(let clause):
      clauses[clause].scores = scores && clauses[clause].factor > 0
      clauses[clause].isWanted = isWanted
    case .boolean(let parts):
      for part in parts {
        switch part.occurrence {
        case .should, .must: mark(part.node, scores: scores, isWanted: isWanted)
        case .filter: mark(part.node, scores: false, isWanted: isWanted)
        case .mustNot: mark(part.node, scores: false, isWanted: !isWanted)
        }
      }
    case .atLeast(_, let nodes): for node in nodes { mark(node, scores: scores, isWanted: isWanted) }
    case .filter, .everything, .nothing: break
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
