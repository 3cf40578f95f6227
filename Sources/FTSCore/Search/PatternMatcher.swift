import FTSAnalysis
import FTSAutomata
import FTSQuery

/// Tells whether a value has words that a filter describes by a pattern, as the index's analyzer sees them, in any of its
/// languages.
struct PatternMatcher {
  /// What stands in one place of words in a row.
  private enum Place {
    /// Any of these terms, by their numbers.
    case terms(Set<UInt32>)
    /// A filter of forms by its place in `filters`.
    case pattern(Int)
  }

  private let tokenizer: Tokenizer
  private var filters: [KeyFilter] = []
  /// Any of these in a row is enough.
  private let alternatives: [[Place]]
  /// Of the value last looked at, its terms, and its forms one after the other with where each ends.
  private var terms: [UInt32] = []
  private var forms: [UInt8] = []
  private var ends: [Int] = []

  /// - Parameter vocabulary: of a process: words come again and again, and each is stemmed once.
  init(_ match: TextMatch, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary) {
    self.tokenizer = tokenizer
    var alternatives: [[Place]] = []
    for alternative in QueryAnalyzer(tokenizer).alternatives(match) {
      var places: [Place] = []
      for term in alternative.terms {
        switch term {
        case .term(let term): places.append(.terms([vocabulary.number(ofTerm: term)]))
        case .synonyms(let terms):
          places.append(.terms(Set(terms.map { vocabulary.number(ofTerm: $0) })))
        case .expansion(let pattern):
          places.append(.pattern(filters.count))
          filters.append(pattern.filter)
        }
      }
      alternatives.append(places)
    }
    self.alternatives = alternatives
  }

  /// - Parameter vocabulary: that of `init`.
  mutating func matches(_ value: Span<UInt8>, _ vocabulary: inout Vocabulary) -> Bool {
    for language in tokenizer.analyzer.languages.indices {
      read(value, language, &vocabulary)
      for places in alternatives where terms.count >= places.count {
        for start in 0...terms.count - places.count where isMatch(places, at: start) { return true }
      }
    }
    return false
  }

  private mutating func read(_ value: Span<UInt8>, _ language: Int, _ vocabulary: inout Vocabulary) {
    terms.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    tokenizer.forEachToken(in: value, language: language) { form, _, _ in
      terms.append(vocabulary.termNumber(of: form, tokenizer))
      for index in form.indices { forms.append(form[index]) }
      ends.append(forms.count)
    }
  }

  private mutating func isMatch(_ places: [Place], at start: Int) -> Bool {
    for (index, place) in zip(start..., places) where !isMatch(place, at: index) { return false }
    return true
  }

  private mutating func isMatch(_ place: Place, at index: Int) -> Bool {
    switch place {
    case .terms(let sought): return sought.contains(terms[index])
    case .pattern(let filter):
      let forms = forms
      return filters[filter].matches(
        shared: 0, rest: forms.span.extracting((index > 0 ? ends[index - 1] : 0)..<ends[index]))
    }
  }
}
