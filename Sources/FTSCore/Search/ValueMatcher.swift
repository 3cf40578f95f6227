import FTSAnalysis
import FTSQuery

/// Tells whether a value has the words that a filter asks for, as the index's analyzer sees them. Of several languages
/// any may be the value's: it is enough that both are alike in one of them.
struct ValueMatcher {
  private let tokenizer: Tokenizer
  /// By language, numbers of the terms sought, in order.
  private var sought: [[UInt32]] = []
  /// By language, what counts them where they are to be near each other and not in a row.
  private var near: [NearCounter] = []
  /// Those of the value last looked at.
  private var found: [UInt32] = []

  /// `nil` for what describes words by a pattern, also because of its script, which is a `PatternMatcher`'s.
  ///
  /// - Parameter vocabulary: of a process: words come again and again, and each is stemmed once.
  init?(_ match: TextMatch, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary) {
    self.tokenizer = tokenizer
    let words: [String]
    switch match {
    case .word(let text), .phrase(let text):
      words = QueryAnalyzer(tokenizer).words(of: text).map(\.form)
      if let last = words.last, Tokenizer.unspacedCharacters(of: last.utf8.span) == 1 { return nil }
    case .near(let text, _, _): words = QueryAnalyzer(tokenizer).words(of: text).map(\.form)
    case .prefix, .wildcard, .fuzzy, .regex: return nil
    }
    for language in tokenizer.analyzer.languages.indices {
      var terms: [UInt32] = []
      for word in words {
        terms.append(
          tokenizer.withTerm(of: word.utf8.span, language: language) { term in
            // SAFETY: the bytes are copied within the closure.
            vocabulary.number(ofTerm: unsafe term.withUnsafeBytes { unsafe Array($0) })
          })
      }
      sought.append(terms)
      if case .near(_, let slop, let isOrdered) = match {
        near.append(NearCounter(terms.map(Int.init), slop: slop, isOrdered: isOrdered))
      }
    }
  }

  /// - Parameter vocabulary: that of `init`.
  mutating func matches(_ value: Span<UInt8>, _ vocabulary: inout Vocabulary) -> Bool {
    for language in sought.indices where !sought[language].isEmpty {
      found.removeAll(keepingCapacity: true)
      Self.appendTerms(of: value, language, tokenizer, &vocabulary, &found)
      if near.isEmpty ? isInARow(sought[language]) : isNear(&near[language]) { return true }
    }
    return false
  }

  private static func appendTerms(
    of text: Span<UInt8>, _ language: Int, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary,
    _ terms: inout [UInt32]
  ) {
    tokenizer.forEachToken(in: text, language: language) { form, _, _ in
      terms.append(vocabulary.termNumber(of: form, tokenizer))
    }
  }

  private func isInARow(_ sought: [UInt32]) -> Bool {
    guard found.count >= sought.count else { return false }
    return (0...found.count - sought.count).contains { start in
      sought.indices.allSatisfy { found[start + $0] == sought[$0] }
    }
  }

  private func isNear(_ near: inout NearCounter) -> Bool {
    near.begin()
    for (place, term) in found.enumerated() where near.add(Int(term), at: place) != nil { return true }
    return false
  }
}
