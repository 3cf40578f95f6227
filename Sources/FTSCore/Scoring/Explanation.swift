public import FTSQuery

/// How the score of one document came about: one contribution per clause that matched, which add up to the
/// score, multiplied by the factors, but for the rounding of each to 32-bit floating point.
public struct Explanation: Equatable, Sendable {
  /// What one clause adds to the score of one document.
  public struct Contribution: Equatable, Sendable {
    /// The term, or the phrase in quotes, as indexed; a pattern as the query says it.
    public var clause: String
    /// How many different words the patterns of the clause came to; `nil` where it has none.
    public var forms: Int?
    /// How many terms these have.
    public var terms: Int?
    /// Whether it is for a word in the title of the review that the document lies below.
    public var byReviewTitle: Bool
    /// Occurrences in the body.
    public var bodyFrequency: Int
    /// Occurrences in the title.
    public var titleFrequency: Int
    /// Occurrences in the author's name.
    public var authorFrequency: Int
    /// The occurrences weighed by field and added.
    public var weightedFrequency: Float
    /// Documents that contain the term, or any of those of a pattern (of a phrase: 0, its idf being the sum of its terms').
    public var documentFrequency: Int
    /// Weight of the clause: the inverse document frequency of its term or terms.
    public var idf: Float
    /// What the clause adds.
    public var score: Float

    /// A contribution of these parts.
    public init(
      clause: String, forms: Int? = nil, terms: Int? = nil, byReviewTitle: Bool = false, bodyFrequency: Int,
      titleFrequency: Int, authorFrequency: Int, weightedFrequency: Float,
      documentFrequency: Int, idf: Float, score: Float
    ) {
      self.clause = clause
      self.forms = forms
      self.terms = terms
      self.byReviewTitle = byReviewTitle
      self.bodyFrequency = bodyFrequency
      self.titleFrequency = titleFrequency
      self.authorFrequency = authorFrequency
      self.weightedFrequency = weightedFrequency
      self.documentFrequency = documentFrequency
      self.idf = idf
      self.score = score
    }
  }

  /// What the score is multiplied by.
  public struct Factor: Equatable, Sendable {
    /// What gives it.
    public var boost: Boost
    /// Between 1 and 2.
    public var factor: Double

    /// A factor of these parts.
    public init(boost: Boost, factor: Double) {
      self.boost = boost
      self.factor = factor
    }
  }

  /// The score that the search gives, to the bit.
  public var score: Float
  /// In the order of the query.
  public var contributions: [Contribution]
  /// One for each boost that was asked for.
  public var factors: [Factor] = []
  /// Length of the document in weighted tokens, as scoring sees it: kept in one byte.
  public var length: Float
  /// Mean length over the index.
  public var averageLength: Float
  /// Saturation of frequencies.
  public var k1: Float
  /// Normalisation by length.
  public var b: Float
  /// Documents in the index, deleted ones not yet merged away included.
  public var documentCount: Int

  /// An explanation of these parts.
  public init(
    score: Float, contributions: [Contribution], length: Float, averageLength: Float, k1: Float, b: Float,
    documentCount: Int
  ) {
    self.score = score
    self.contributions = contributions
    self.length = length
    self.averageLength = averageLength
    self.k1 = k1
    self.b = b
    self.documentCount = documentCount
  }
}
