import FTSAnalysis
import FTSQuery

/// Leaves stop words out of a query that has something else to look for.
///
/// Left out is a word that need not match and that documents score by: a `should` clause of a group that has something to look
/// for beside such words, and a group in it of nothing but them. What was asked for expressly stays: what is required or excluded,
/// filters, phrases and words near each other, prefixes and other patterns, boosted words, and those of `2 of (…)`. What has
/// synonyms, by itself or in a phrase that stands there, says something and is no stop word.
struct StopWordFilter {
  private let forms: FormSet
  private let analyzer: QueryAnalyzer
  private let synonyms: SynonymMap?
  /// What was left out, as queries say it, in their order.
  private(set) var omitted: [String] = []

  /// - Parameters:
  ///   - forms: of the stop words; forms and not terms, so that *being* can be one and *be* none.
  ///   - analyzer: of the index.
  init(_ forms: FormSet, _ analyzer: QueryAnalyzer, _ synonyms: SynonymMap?) {
    self.forms = forms
    self.analyzer = analyzer
    self.synonyms = synonyms
  }

  /// The query without them.
  mutating func filter(_ query: Query) -> Query {
    var filtered = query
    switch query.node {
    case .everything, .text, .filter, .atLeast: break
    case .boosted(let inner, let boost):
      if boost > 0 { filtered.node = .boosted(filter(inner), by: boost) }
    case .boolean(let clauses):
      guard hasContent(clauses) else { break }
      var kept: [Query.Clause] = []
      for (clause, isInPhrase) in zip(clauses, inPhrases(clauses)) {
        switch clause.occurrence {
        case .should where !isInPhrase && isStop(clause.query): omit(clause.query)
        case .should, .must: kept.append(Query.Clause(clause.occurrence, filter(clause.query)))
        case .mustNot, .filter: kept.append(clause)
        }
      }
      // No group is of one clause.
      if kept.count == 1, kept[0].occurrence == .should { return kept[0].query }
      filtered.node = .boolean(kept)
    }
    return filtered
  }

  private mutating func omit(_ query: Query) {
    if case .boolean(let clauses) = query.node {
      for clause in clauses { omit(clause.query) }
    } else {
      omitted.append(query.description)
    }
  }

  /// Whether a query is a stop word, or any of several.
  private func isStop(_ query: Query) -> Bool {
    switch query.node {
    case .text(.word(let text), _):
      let words = analyzer.words(of: text)
      return words.count == 1 && forms.contains(words[0].form.utf8.span)
        && synonyms?.alternatives(to: analyzer.terms(of: text)) == nil
    case .boolean(let clauses):
      return !clauses.isEmpty && !inPhrases(clauses).contains(true)
        && clauses.allSatisfy { $0.occurrence == .should && isStop($0.query) }
    default: return false
    }
  }

  /// Whether documents score by something in a query that is no stop word.
  private func hasContent(_ query: Query) -> Bool {
    switch query.node {
    case .everything, .filter: false
    case .text: !isStop(query)
    case .atLeast: !query.isFilter
    case .boosted(let inner, let boost):
      if boost > 0, case .text = inner.node { true } else { boost > 0 && hasContent(inner) }
    case .boolean(let clauses): hasContent(clauses)
    }
  }

  private func hasContent(_ clauses: [Query.Clause]) -> Bool {
    zip(clauses, inPhrases(clauses)).contains { clause, isInPhrase in
      (clause.occurrence == .should || clause.occurrence == .must)
        && (isInPhrase || hasContent(clause.query))
    }
  }

  /// Which of some clauses are words of a phrase that has synonyms.
  private func inPhrases(_ clauses: [Query.Clause]) -> [Bool] {
    var found = [Bool](repeating: false, count: clauses.count)
    guard let synonyms else { return found }
    var rest = clauses[...]
    while !rest.isEmpty {
      let length = synonyms.phrase(at: rest, analyzer)?.length ?? 0
      for index in rest.indices.prefix(length) { found[index] = true }
      rest = rest.dropFirst(max(1, length))
    }
    return found
  }
}
