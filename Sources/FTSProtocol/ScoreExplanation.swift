/// How the score of one document came about: contributions that add up to it.
public struct ScoreExplanation: Equatable, Sendable, Decodable {
  /// What one clause of the query adds.
  public struct Contribution: Equatable, Sendable, Decodable {
    /// The term, or the phrase in quotes, as indexed; a pattern as the query says it.
    public var clause: String
    /// How many different words the patterns of the clause came to; `nil` where it has none.
    public var forms: Int?
    /// How many terms these have.
    public var terms: Int?
    /// Whether it is for a word in the title of the review that the document lies below; `nil` where it is not.
    public var byReviewTitle: Bool?
    /// Occurrences in the body.
    public var bodyFrequency: Int
    /// Occurrences in the title.
    public var titleFrequency: Int
    /// Occurrences in the author's name.
    public var authorFrequency: Int
    /// The occurrences weighed by field and added.
    public var weightedFrequency: Float
    /// Documents that contain the term, or any of those of a pattern; 0 for a phrase.
    public var documentFrequency: Int
    /// Inverse document frequency.
    public var idf: Float
    /// BM25F score.
    public var score: Float

    package init(
      clause: String, forms: Int? = nil, terms: Int? = nil, byReviewTitle: Bool? = nil, bodyFrequency: Int,
      titleFrequency: Int, authorFrequency: Int, weightedFrequency: Float, documentFrequency: Int, idf: Float,
      score: Float
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

    private enum CodingKeys: String, CodingKey {
      case clause, forms, terms, idf, score
      case byReviewTitle = "by_review_title"
      case bodyFrequency = "body_frequency"
      case titleFrequency = "title_frequency"
      case authorFrequency = "author_frequency"
      case weightedFrequency = "weighted_frequency"
      case documentFrequency = "document_frequency"
    }
  }

  /// What the sum of the contributions is multiplied by.
  public struct Factor: Equatable, Sendable, Decodable {
    /// What gives it, as it was asked for.
    public var boost: String
    /// Between 1 and 2.
    public var factor: Double

    package init(boost: String, factor: Double) {
      self.boost = boost
      self.factor = factor
    }
  }

  /// BM25F score.
  public var score: Float
  /// Length of the document in weighted tokens, as scoring sees it.
  public var length: Float
  /// Mean length over the index.
  public var averageLength: Float
  /// BM25's saturation of term frequency.
  public var k1: Float
  /// BM25's normalisation by length.
  public var b: Float
  /// Documents in the index.
  public var documentCount: Int
  /// One for each clause that matched; their scores add up to `score`, before it is multiplied.
  public var contributions: [Contribution]
  /// One for each boost that was asked for.
  public var boosts: [Factor]

  package init(
    score: Float, length: Float, averageLength: Float, k1: Float, b: Float, documentCount: Int,
    contributions: [Contribution], boosts: [Factor] = []
  ) {
    self.score = score
    self.length = length
    self.averageLength = averageLength
    self.k1 = k1
    self.b = b
    self.documentCount = documentCount
    self.contributions = contributions
    self.boosts = boosts
  }

  private enum CodingKeys: String, CodingKey {
    case score, length, k1, b, contributions, boosts
    case averageLength = "average_length"
    case documentCount = "document_count"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      score: try container.decode(Float.self, forKey: .score),
      length: try container.decode(Float.self, forKey: .length),
      averageLength: try container.decode(Float.self, forKey: .averageLength),
      k1: try container.decode(Float.self, forKey: .k1), b: try container.decode(Float.self, forKey: .b),
      documentCount: try container.decode(Int.self, forKey: .documentCount),
      contributions: try container.decode([Contribution].self, forKey: .contributions),
      boosts: try container.decodeIfPresent([Factor].self, forKey: .boosts) ?? [])
  }
}

extension ScoreExplanation: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("score", score)
      $0.member("length", length)
      $0.member("average_length", averageLength)
      $0.member("k1", k1)
      $0.member("b", b)
      $0.member("document_count", documentCount)
      $0.member("contributions", contributions)
      $0.member("boosts", unlessEmpty: boosts)
    }
  }
}

extension ScoreExplanation.Factor: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("boost", boost)
      $0.member("factor", factor)
    }
  }
}

extension ScoreExplanation.Contribution: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("clause", clause)
      $0.member("forms", forms)
      $0.member("terms", terms)
      $0.member("by_review_title", byReviewTitle)
      $0.member("body_frequency", bodyFrequency)
      $0.member("title_frequency", titleFrequency)
      $0.member("author_frequency", authorFrequency)
      $0.member("weighted_frequency", weightedFrequency)
      $0.member("document_frequency", documentFrequency)
      $0.member("idf", idf)
      $0.member("score", score)
    }
  }
}

extension ScoreExplanation: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("score", .number, "BM25F"),
    .always("length", .number, "Of the document in weighted tokens, as scoring sees it"),
    .always("average_length", .number, "Over the index"),
    .always("k1", .number, "Saturation of term frequency"),
    .always("b", .number, "Normalisation by length"),
    .always("document_count", .integer(), "Documents in the index"),
    .always("contributions", .array(Contribution.reference), "One for each clause that matched"),
    .ifAny(
      "boosts",
      .array(
        .object([
          .always("boost", .string, "As it was asked for"),
          .always("factor", .number, "Between 1 and 2"),
        ])), "What the sum of the contributions is multiplied by"),
  ]
}

extension ScoreExplanation.Contribution: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("clause", .string, "The term, or the phrase in quotes, as indexed"),
    .ifAny("forms", .integer(), "Different words that its patterns came to"),
    .ifAny("terms", .integer(), "Terms that these have"),
    .ifAny("by_review_title", .boolean, "True for a word in the title of the review it lies below"),
    .always("body_frequency", .integer(), "Occurrences in the body"),
    .always("title_frequency", .integer(), "Occurrences in the title"),
    .always("author_frequency", .integer(), "Occurrences in the author's name"),
    .always("weighted_frequency", .number, "Occurrences weighed by field and added"),
    .always("document_frequency", .integer(), "Documents that contain it"),
    .always("idf", .number, "Inverse document frequency"),
    .always("score", .number, "What it adds"),
  ]
}
