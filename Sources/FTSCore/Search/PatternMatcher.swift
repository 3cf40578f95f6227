import FTSAnalysis
import FTSAutomata
import FTSQuery

/// Tells whether a value has words that a filter describes by a pattern, as the index's analyzer sees them.
final class PatternMatcher {
  /// What stands in one place of words in a row.
  private enum Place {
    /// Any of these terms, by their numbers.
    case terms(Set<UInt32>)
    /// A filter of forms by its place in `filters`.
    case pattern(Int)
  }

  private let tokenizer: Tokenizer
  /// Words come again and again in the values of a field, and each is stemmed once.
  private var vocabulary = Vocabulary()
  private var filters: [KeyFilter] = []
  /// Any of these in a row is enough.
  private var alternatives: [[Place]] = []
  /// Of the value last looked at, its terms, and its forms one after the other with where each ends.
  private var terms: [UInt32] = []
  private var forms: [UInt8] = []
  private var ends: [Int] = []

  init(_ match: TextMatch, _ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    for alternative in QueryAnalyzer(tokenizer).alternatives(match) {
      var places: [Place] = []
      for term in alternative.terms {
        switch term {
        case .term(let term): places.append(.terms([vocabulary.number(ofTerm: term)]))
        case .synonyms(let terms): places.append(.terms(Set(terms.map { vocabulary.number(ofTerm: $0) })))
        case .expansion(let pattern):
          places.append(.pattern(filters.count))
          filters.append(pattern.filter)
        }
      }
      alternatives.append(places)
    }
  }

  func matches(_ value: Span<UInt8>) -> Bool {
    read(value)
    return alternatives.contains { places in
      guard terms.count >= places.count else { return false }
      return (0...terms.count - places.count).contains { start in
        places.indices.allSatisfy { isMatch(places[$0], at: start + $0) }
      }
    }
  }

  private func read(_ value: Span<UInt8>) {
    terms.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    tokenizer.forEachToken(in: value) { form, _, _ in
      terms.append(vocabulary.termNumber(of: form, tokenizer))
      for index in form.indices { forms.append(form[index]) }
      ends.append(forms.count)
    }
  }

  private func isMatch(_ place: Place, at index: Int) -> Bool {
    switch place {
    case .terms(let sought): return sought.contains(terms[index])
    case .pattern(let filter):
      let forms = forms
      return filters[filter].matches(
        shared: 0, rest: forms.span.extracting((index > 0 ? ends[index - 1] : 0)..<ends[index]))
    }
  }
}
