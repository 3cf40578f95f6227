/// What may be meant by a text whose last word is still being typed.
public struct SuggestResponse: Equatable, Sendable {
  /// One way to go on.
  public struct Suggestion: Equatable, Sendable, Decodable {
    /// The text with its last word completed.
    public var text: String
    /// How often that word occurs in the index.
    public var occurrences: Int

    package init(text: String, occurrences: Int) {
      self.text = text
      self.occurrences = occurrences
    }
  }

  /// The text as it was sent.
  public var query: String
  /// Microseconds from the request understood to the answer ready.
  public var tookMicroseconds: Int
  /// The most frequent words first, of equal ones in order of the alphabet.
  public var suggestions: [Suggestion]

  package init(query: String, tookMicroseconds: Int, suggestions: [Suggestion]) {
    self.query = query
    self.tookMicroseconds = tookMicroseconds
    self.suggestions = suggestions
  }
}

extension SuggestResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case query, suggestions
    case tookMicroseconds = "took_us"
  }
}

extension SuggestResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("took_us", tookMicroseconds)
      $0.member("suggestions", suggestions)
    }
  }
}

extension SuggestResponse.Suggestion: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("text", text)
      $0.member("occurrences", occurrences)
    }
  }
}

extension SuggestResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("query", .string, "As it was sent"),
    .always("took_us", .integer(), "Microseconds"),
    .always(
      "suggestions",
      .array(
        .object([
          .always("text", .string, "The text with its last word completed"),
          .always("occurrences", .integer(), "Of that word in the index"),
        ])), "The most frequent words first"),
  ]
}
