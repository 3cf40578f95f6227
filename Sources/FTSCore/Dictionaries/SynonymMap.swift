import FTSAnalysis
import FTSQuery

/// Synonyms in terms of an index.
final class SynonymMap {
  /// What it was made of.
  let synonyms: Synonyms
  /// By the terms of a word or phrase, what is looked for in its place.
  private var targets: [[QueryTerm]: [[QueryTerm]]] = [:]
  /// Terms of the longest word or phrase that has any.
  private var longest = 0

  init(_ synonyms: Synonyms, _ tokenizer: Tokenizer) {
    self.synonyms = synonyms
    let analyzer = QueryAnalyzer(tokenizer)
    for rule in synonyms.rules {
      let targets = rule.targets.map { analyzer.terms(of: $0) }.filter { !$0.isEmpty }
      for source in rule.sources {
        let terms = analyzer.terms(of: source)
        guard !terms.isEmpty else { continue }
        longest = max(longest, terms.count)
        for target in targets where self.targets[terms]?.contains(target) != true {
          self.targets[terms, default: []].append(target)
        }
      }
    }
  }

  /// Words side by side that have synonyms.
  struct Phrase {
    /// How many words of a query.
    var length: Int
    var terms: [QueryTerm]
    /// What is looked for in their place.
    var alternatives: [[QueryTerm]]
  }

  /// The longest phrase that the first of some clauses are, words side by side, optional or required; `nil` where they are none.
  func phrase(at clauses: ArraySlice<Query.Clause>, _ analyzer: QueryAnalyzer) -> Phrase? {
    guard longest > 1, let first = clauses.first, first.occurrence == .should || first.occurrence == .must,
      case .text(.word, let field) = first.query.node
    else { return nil }
    var text = ""
    var found: Phrase?
    for (length, clause) in clauses.prefix(longest).enumerated() {
      guard clause.occurrence == first.occurrence, case .text(.word(let word), field) = clause.query.node
      else { break }
      text += (length > 0 ? " " : "") + word
      let terms = analyzer.terms(of: text)
      guard length > 0, let alternatives = alternatives(to: terms) else { continue }
      found = Phrase(length: length + 1, terms: terms, alternatives: alternatives)
    }
    return found
  }

  /// What is looked for in the place of terms in a row; `nil` where that is just them.
  func alternatives(to terms: [QueryTerm]) -> [[QueryTerm]]? { terms.count > longest ? nil : targets[terms] }
}
