public import FTSQuery

/// What may have been meant by a query with words that no document has, or hardly any.
public struct SpellingSuggestion: Equatable, Sendable {
  /// A word in the place of another.
  public struct Correction: Equatable, Sendable {
    /// The word as the query has it.
    public var word: String
    /// A word of the index.
    public var replacement: String
    /// Where the clause with the word stands in the text that the query was read from, in UTF-8 bytes.
    public var clause: Range<Int>?

    /// A correction of these parts.
    public init(word: String, replacement: String, clause: Range<Int>?) {
      self.word = word
      self.replacement = replacement
      self.clause = clause
    }
  }

  /// The query with the corrections made.
  public var query: Query
  /// In the order of the query.
  public var corrections: [Correction]

  /// A suggestion of these parts.
  public init(query: Query, corrections: [Correction]) {
    self.query = query
    self.corrections = corrections
  }

  /// A text with the corrections made and all else kept; `nil` where the query was not read from it.
  public func corrected(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    // From the end on, so that what stands before keeps its place; of a word that is there twice first the last.
    var end = bytes.count
    for correction in corrections.reversed() {
      guard let clause = correction.clause, clause.upperBound <= text.utf8.count else { return nil }
      let word = Array(correction.word.utf8)
      var start = min(clause.upperBound, end) - word.count
      while start >= clause.lowerBound, !bytes[start...].starts(with: word) { start -= 1 }
      guard start >= clause.lowerBound else { return nil }
      bytes.replaceSubrange(start..<start + word.count, with: correction.replacement.utf8)
      end = start
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
