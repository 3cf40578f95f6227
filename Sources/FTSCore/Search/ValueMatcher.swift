import FTSAnalysis
import FTSQuery

/// Tells whether a value has the words that a filter asks for, as the index's analyzer sees them.
struct ValueMatcher {
  private let tokenizer: Tokenizer
  /// Numbers of the terms sought, in order.
  private var sought: [UInt32] = []
  /// What counts them where they are to be near each other and not in a row.
  private var near: NearCounter?
  /// Those of the value last looked at.
  private var found: [UInt32] = []

  /// `nil` for what describes words by a pattern, also because of its script, which is a `PatternMatcher`'s.
  ///
  /// - Parameter vocabulary: of a process: words come again and again, and each is stemmed once.
  init?(_ match: TextMatch, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary) {
    self.tokenizer = tokenizer
    switch match {
    case .word(let text), .phrase(let text):
      for term in QueryAnalyzer(tokenizer).terms(of: text) {
        guard case .term(let term) = term else { return nil }
        sought.append(vocabulary.number(ofTerm: term))
      }
    case .near(let text, let slop, let isOrdered):
      for word in QueryAnalyzer(tokenizer).words(of: text) {
        sought.append(vocabulary.termNumber(of: word.form.utf8.span, tokenizer))
      }
      near = NearCounter(sought.map(Int.init), slop: slop, isOrdered: isOrdered)
    case .prefix, .wildcard, .fuzzy, .regex: return nil
    }
  }

  /// - Parameter vocabulary: that of `init`.
  mutating func matches(_ value: Span<UInt8>, _ vocabulary: inout Vocabulary) -> Bool {
    guard !sought.isEmpty else { return false }
    found.removeAll(keepingCapacity: true)
    Self.appendTerms(of: value, tokenizer, &vocabulary, &found)
    return near == nil ? isInARow : isNear()
  }

  private static func appendTerms(
    of text: Span<UInt8>, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary, _ terms: inout [UInt32]
  ) {
    tokenizer.forEachToken(in: text) { form, _, _ in
      terms.append(vocabulary.termNumber(of: form, tokenizer))
    }
  }

  private var isInARow: Bool {
    guard found.count >= sought.count else { return false }
    return (0...found.count - sought.count).contains { start in
      sought.indices.allSatisfy { found[start + $0] == sought[$0] }
    }
  }

  private mutating func isNear() -> Bool {
    near?.begin()
    for (place, term) in found.enumerated() where near?.add(Int(term), at: place) != nil { return true }
    return false
  }
}
