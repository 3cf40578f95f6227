/// What a query makes of one document.
public struct ExplainResponse: Equatable, Sendable {
  /// A part of the query that keeps the document out.
  public struct Mismatch: Equatable, Sendable, Decodable {
    /// The part, as text.
    public var part: String
    /// Why, for people.
    public var reason: String
    /// Where it is several parts, those to blame.
    public var parts: [Mismatch]

    package init(part: String, reason: String, parts: [Mismatch] = []) {
      self.part = part
      self.reason = reason
      self.parts = parts
    }

    private enum CodingKeys: String, CodingKey { case part, reason, parts }

    /// Reads the JSON that `ftsd` writes.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        part: try container.decode(String.self, forKey: .part),
        reason: try container.decode(String.self, forKey: .reason),
        parts: try container.decodeIfPresent([Mismatch].self, forKey: .parts) ?? [])
    }
  }

  /// The query as it was sent.
  public var query: String
  /// Id of the document.
  public var id: String
  /// Number of matching documents.
  public var total: Int
  /// Microseconds from the request understood to the answer ready.
  public var tookMicroseconds: Int
  /// The place of the document among those that match, from 1 on; `nil` where it does not match.
  public var rank: Int?
  /// How its score came about; `nil` where it does not match.
  public var explanation: ScoreExplanation?
  /// What keeps it out; empty where it matches.
  public var mismatches: [Mismatch]
  /// The words of the query that were left out as stop words, in its order.
  public var stopWords: [String]
  /// Which of the languages of the index its words are taken for; `nil` where the index has but one.
  public var language: String?

  package init(
    query: String, id: String, total: Int, tookMicroseconds: Int, rank: Int?, explanation: ScoreExplanation?,
    mismatches: [Mismatch], stopWords: [String] = [], language: String? = nil
  ) {
    self.query = query
    self.id = id
    self.total = total
    self.tookMicroseconds = tookMicroseconds
    self.rank = rank
    self.explanation = explanation
    self.mismatches = mismatches
    self.stopWords = stopWords
    self.language = language
  }
}

extension ExplainResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case query, id, total, rank, explanation, mismatches, language
    case tookMicroseconds = "took_us"
    case stopWords = "stop_words"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      query: try container.decode(String.self, forKey: .query),
      id: try container.decode(String.self, forKey: .id),
      total: try container.decode(Int.self, forKey: .total),
      tookMicroseconds: try container.decode(Int.self, forKey: .tookMicroseconds),
      rank: try container.decodeIfPresent(Int.self, forKey: .rank),
      explanation: try container.decodeIfPresent(ScoreExplanation.self, forKey: .explanation),
      mismatches: try container.decodeIfPresent([Mismatch].self, forKey: .mismatches) ?? [],
      stopWords: try container.decodeIfPresent([String].self, forKey: .stopWords) ?? [],
      language: try container.decodeIfPresent(String.self, forKey: .language))
  }
}

extension ExplainResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("id", id)
      $0.member("total", total)
      $0.member("took_us", tookMicroseconds)
      $0.member("rank", rank)
      $0.member("explanation", explanation)
      $0.member("mismatches", unlessEmpty: mismatches)
      $0.member("stop_words", unlessEmpty: stopWords)
      $0.member("language", language)
    }
  }
}

extension ExplainResponse.Mismatch: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("part", part)
      $0.member("reason", reason)
      $0.member("parts", unlessEmpty: parts)
    }
  }
}

extension ExplainResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("query", .string, "As it was sent"),
    .always("id", .string, "Of the document"),
    .always("total", .integer(), "Documents that match"),
    .always("took_us", .integer(), "Microseconds"),
    .ifAny("rank", .integer(), "Its place among those that match, from 1"),
    .ifAny("explanation", ScoreExplanation.reference, "How its score came about"),
    .ifAny("mismatches", .array(Mismatch.reference), "What keeps it out, where it does not match"),
    .ifAny("stop_words", .array(.string), "Words of the query that were left out as stop words"),
    .ifAny("language", .string, "Which of the languages of the index its words are taken for"),
  ]
}

extension ExplainResponse.Mismatch: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("part", .string, "Part of the query"),
    .always("reason", .string, "Why, for people"),
    .ifAny("parts", .array(Self.reference), "Where it is several parts, those to blame"),
  ]
}
