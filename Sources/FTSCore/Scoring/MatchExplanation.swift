/// What a query makes of one document: its place among all that matches and how its score came about, or what keeps it
/// out.
public struct MatchExplanation: Equatable, Sendable {
  /// How many documents match.
  public var total: Int
  /// The place of the document among them by relevance, from 1 on; `nil` where it does not match.
  public var rank: Int?
  /// How its score came about; `nil` where it does not match.
  public var explanation: Explanation?
  /// What keeps the document out, in the order of the query; empty where it matches.
  public var mismatches: [Mismatch]
  /// The words of the query that were left out as stop words, in its order.
  public var stopWords: [String]
  /// Which of the languages of the index the document is in, as it tells itself or its words do; `nil` where the index has
  /// but one.
  public var language: String?

  /// An explanation of these parts.
  public init(
    total: Int, rank: Int?, explanation: Explanation?, mismatches: [Mismatch],
    stopWords: [String] = [], language: String? = nil
  ) {
    self.total = total
    self.rank = rank
    self.explanation = explanation
    self.mismatches = mismatches
    self.stopWords = stopWords
    self.language = language
  }
}

/// A part of a query that keeps a document out.
public struct Mismatch: Equatable, Sendable {
  /// The part, as text.
  public var part: String
  /// Why, for people, as "its rating is 3".
  public var reason: String
  /// Where it is several parts, those to blame.
  public var parts: [Mismatch]

  /// A mismatch of these parts.
  public init(part: String, reason: String, parts: [Mismatch] = []) {
    self.part = part
    self.reason = reason
    self.parts = parts
  }
}
