import FTSAnalysis
import FTSQuery

/// Makes a plan of a query.
struct PlanBuilder {
  /// The product of boosts is cut there: far above what any score can tell, and far below where numbers end.
  private static let greatestFactor = 1e30

  private let tokenizer: Tokenizer
  private let now: Int64
  private let synonyms: SynonymMap?
  private let isCondition: Bool
  private let analyzer: QueryAnalyzer
  private(set) var clauses: [QueryPlan.Clause] = []
  private(set) var filters: [PlanFilter] = []

  /// - Parameters: see `QueryPlan`.
  init(_ tokenizer: Tokenizer, now: Int64, _ synonyms: SynonymMap?, isCondition: Bool) {
    self.tokenizer = tokenizer
    self.now = now
    self.synonyms = synonyms
    self.isCondition = isCondition
    analyzer = QueryAnalyzer(tokenizer, synonyms)
  }

  /// What a document has to match together; `nil` where the analyzer leaves nothing of the query.
  ///
  mutating func parts(of query: Query) -> [PlanNode.Part]? {
    if case .boolean(let clauses) = query.node { self.clauses.reserveCapacity(clauses.count) }
    let parts: [PlanNode.Part]
    switch node(query, factor: 1) {
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
  private mutating func node(_ query: Query, factor: Double) -> PlanNode? {
    switch query.node {
    case .everything: return .everything
    case .text(let match, let field): return text(match, field, factor)
    case .filter(let filter):
      guard let filter = planned(filter) else { return nil }
      filters.append(filter)
      return .filter(filters.count - 1)
    case .boosted(let query, let boost):
      return node(query, factor: min(factor * max(0, boost), Self.greatestFactor))
    case .atLeast(let count, let queries): return atLeast(count, queries, factor)
    case .boolean(let clauses):
      guard !clauses.isEmpty else { return .nothing }
      var parts: [PlanNode.Part] = []
      parts.reserveCapacity(clauses.count)
      var rest = clauses[...]
      while let clause = rest.first {
        if let length = appendPhrase(of: rest, factor, to: &parts) {
          rest = rest.dropFirst(length)
          continue
        }
        rest = rest.dropFirst()
        guard let node = node(clause.query, factor: factor) else { continue }
        append(PlanNode.Part(occurrence: clause.occurrence, node: node), to: &parts)
      }
      return boolean(parts)
    }
  }

  private func planned(_ filter: Filter) -> PlanFilter? {
    switch filter {
    case .inReview(let root): return related(.belowRoot, root)
    case .hasComment(let member): return related(.aboveMember, member)
    case .contains(.replyTo, let match):
      return related(.answer, Query(.filter(.contains(.author, match))))
    case .equals(.replyTo, let name): return related(.answer, Query(.filter(.equals(.author, name))))
    case .contains(_, let match) where analyzer.alternatives(match).isEmpty: return nil
    default: return .own(filter)
    }
  }

  private func related(_ relation: ThreadRelation, _ query: Query) -> PlanFilter? {
    let plan = QueryPlan(query, tokenizer, now: now, synonyms, isCondition: true)
    return plan.parts == nil ? nil : .related(relation, plan)
  }

  private mutating func text(_ match: TextMatch, _ field: TextField?, _ factor: Double) -> PlanNode? {
    switch match {
    // Most texts are one clause.
    case .word(let text) where synonyms == nil:
      return clause(QueryAnalyzer.Alternative(terms: analyzer.terms(of: text)), field, factor)
    case .phrase(let text) where synonyms == nil:
      let alternative = QueryAnalyzer.Alternative(terms: analyzer.terms(of: text))
      return clause(alternative, field, factor, isQuoted: true)
    case .phrase, .near: return any(of: analyzer.alternatives(match), field, factor, isQuoted: true)
    default: return any(of: analyzer.alternatives(match), field, factor)
    }
  }

  private mutating func any(
    of alternatives: [QueryAnalyzer.Alternative], _ field: TextField?, _ factor: Double,
    isQuoted: Bool = false
  ) -> PlanNode? {
    var parts: [PlanNode.Part] = []
    for alternative in alternatives {
      guard let node = clause(alternative, field, factor, isQuoted: isQuoted) else { continue }
      append(PlanNode.Part(occurrence: .should, node: node), to: &parts)
    }
    return boolean(parts)
  }

  private mutating func clause(
    _ alternative: QueryAnalyzer.Alternative, _ field: TextField?, _ factor: Double, isQuoted: Bool = false
  ) -> PlanNode? {
    guard !alternative.terms.isEmpty else { return nil }
    clauses.append(
      QueryPlan.Clause(
        terms: alternative.terms, near: alternative.near, field: field.map(Field.init),
        factor: factor * alternative.share, isQuoted: isQuoted))
    return .clause(clauses.count - 1)
  }

  /// Where the first words of some clauses, side by side, are a phrase that has synonyms, adds what is looked for in
  /// its place, the words themselves if they are part of it.
  ///
  /// - Returns: how many clauses that were; `nil` where there is no such phrase.
  private mutating func appendPhrase(
    of clauses: ArraySlice<Query.Clause>, _ factor: Double, to parts: inout [PlanNode.Part]
  ) -> Int? {
    guard let first = clauses.first, case .text(_, let field) = first.query.node,
      let phrase = synonyms?.phrase(at: clauses, analyzer)
    else { return nil }
    var words: [PlanNode.Part] = []
    if phrase.alternatives.contains(phrase.terms) {
      for clause in clauses.prefix(phrase.length) {
        guard let node = node(clause.query, factor: factor) else { continue }
        append(PlanNode.Part(occurrence: first.occurrence, node: node), to: &words)
      }
    }
    let others = QueryAnalyzer.grouped(phrase.alternatives.filter { $0 != phrase.terms })
    let other = any(of: others, field, factor)
    switch first.occurrence {
    case .must:
      var either: [PlanNode.Part] = []
      for node in [boolean(words), other].compactMap(\.self) {
        append(PlanNode.Part(occurrence: .should, node: node), to: &either)
      }
      if let node = boolean(either) { append(PlanNode.Part(occurrence: .must, node: node), to: &parts) }
    default:
      for part in words { append(part, to: &parts) }
      if let other { append(PlanNode.Part(occurrence: .should, node: other), to: &parts) }
    }
    return phrase.length
  }

  /// Of queries of which the analyzer leaves nothing, none can be asked for.
  private mutating func atLeast(
    _ count: Int, _ queries: [Query], _ factor: Double
  ) -> PlanNode? {
    guard count <= queries.count else { return .nothing }
    var nodes: [PlanNode] = []
    for query in queries {
      if let node = node(query, factor: factor) { nodes.append(node) }
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
          clauses[same].near == clauses[own].near, clauses[same].field == clauses[own].field,
          clauses[same].isQuoted == clauses[own].isQuoted
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
      clauses[clause].takesReviewTitles =
        clauses[clause].scores && !isCondition && clauses[clause].isWord
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
