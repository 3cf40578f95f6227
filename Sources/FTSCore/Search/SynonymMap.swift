import FTSAnalysis

/// Synonyms in terms of an index.
final class SynonymMap {
  /// What it was made of.
  let synonyms: Synonyms
  /// By the terms of a word or phrase, what is looked for in its place.
  private var targets: [[QueryTerm]: [[QueryTerm]]] = [:]
  /// Terms of the longest word or phrase that has any.
  private(set) var longest = 0

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

  /// What is looked for in the place of terms in a row; `nil` where that is just them.
  func alternatives(to terms: [QueryTerm]) -> [[QueryTerm]]? { terms.count > longest ? nil : targets[terms] }
}
