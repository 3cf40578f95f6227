import FTSQuery

/// Finds the words that stand side by side in a query, as phrases: what the sequential dependence model (Metzler and Croft, "A Markov
/// Random Field Model for Term Dependencies", SIGIR 2005) adds to single words. Its windows of unordered words are left out: beside
/// the phrases they gained nothing (see Benchmarks).
struct Neighbours {
  private let analyzer: QueryAnalyzer

  /// - Parameter analyzer: of the query.
  init(_ analyzer: QueryAnalyzer) { self.analyzer = analyzer }

  /// Each two words that stand side by side in the same field and bind alike, none of them excluded; `nil` where there are none.
  /// What the analyzer leaves nothing of does not stand between others.
  func phrases(in query: Query) -> Query? {
    var phrases: [Query.Clause] = []
    append(of: query, to: &phrases)
    return phrases.isEmpty ? nil : Query(clauses: phrases)
  }

  private func append(of query: Query, to phrases: inout [Query.Clause]) {
    guard case .boolean(let clauses) = query.node else { return }
    var before: (word: String, field: TextField?, occurrence: Query.Occurrence)?
    for clause in clauses {
      guard clause.occurrence == .should || clause.occurrence == .must,
        case .text(.word(let word), let field) = clause.query.node
      else {
        before = nil
        if clause.occurrence == .should || clause.occurrence == .must {
          append(of: clause.query, to: &phrases)
        }
        continue
      }
      if analyzer.terms(of: word).isEmpty { continue }
      if let before, before.field == field, before.occurrence == clause.occurrence {
        phrases.append(
          Query.Clause(.should, Query(.text(.phrase("\(before.word) \(word)"), in: field))))
      }
      before = (word, field, clause.occurrence)
    }
  }
}
