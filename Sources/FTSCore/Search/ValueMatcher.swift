import FTSAnalysis
import FTSQuery

/// Tells whether a value has the words that a filter asks for, as the index's analyzer sees them.
final class ValueMatcher {
  private enum Arrangement {
    case inARow
    case near(slop: Int, isOrdered: Bool)
  }

  private let tokenizer: Tokenizer
  private let arrangement: Arrangement
  /// Words come again and again in the values of a field, and each is stemmed once.
  private var vocabulary = Vocabulary()
  /// Numbers of the terms sought, in order.
  private var sought: [UInt32] = []
  /// Those of the value last looked at.
  private var found: [UInt32] = []

  /// Whether it is asked of words as a whole.
  static func supports(_ match: TextMatch) -> Bool {
    switch match {
    case .word, .phrase, .near: true
    case .prefix, .wildcard, .fuzzy, .regex: false
    }
  }

  /// `nil` for what is not supported.
  init?(_ match: TextMatch, _ tokenizer: Tokenizer) {
    let words: String
    switch match {
    case .word(let text), .phrase(let text): (words, arrangement) = (text, .inARow)
    case .near(let text, let slop, let isOrdered):
      (words, arrangement) = (text, .near(slop: slop, isOrdered: isOrdered))
    case .prefix, .wildcard, .fuzzy, .regex: return nil
    }
    self.tokenizer = tokenizer
    Self.appendTerms(of: words.utf8.span, tokenizer, &vocabulary, &sought)
  }

  /// Whether the analyzer leaves nothing to look for; then no value matches.
  var isEmpty: Bool { sought.isEmpty }

  func matches(_ value: Span<UInt8>) -> Bool {
    found.removeAll(keepingCapacity: true)
    Self.appendTerms(of: value, tokenizer, &vocabulary, &found)
    guard !sought.isEmpty else { return false }
    return switch arrangement {
    case .inARow: isInARow
    case .near(let slop, true): isInOrder(slop)
    case .near(let slop, false): isTogether(slop)
    }
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

  /// Whether the terms come in their order with at most `slop` others between them.
  private func isInOrder(_ slop: Int) -> Bool {
    found.indices.contains { start in
      // From a first word on, the next of each is the best.
      var next = 0
      for place in start..<min(found.count, start + sought.count + slop) where found[place] == sought[next] {
        next += 1
        if next == sought.count { return true }
      }
      return false
    }
  }

  /// Whether the terms come in any order with at most `slop` others between them.
  private func isTogether(_ slop: Int) -> Bool {
    found.indices.contains { start in
      var missing = sought
      for term in found[start..<min(found.count, start + sought.count + slop)] {
        if let place = missing.firstIndex(of: term) { missing.remove(at: place) }
        if missing.isEmpty { return true }
      }
      return false
    }
  }
}
