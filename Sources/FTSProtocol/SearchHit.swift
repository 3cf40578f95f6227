/// One document found.
public struct SearchHit: Equatable, Sendable {
  /// Stable name of the document.
  public var id: String
  /// As `review` or `comment`.
  public var kind: String
  /// BM25F score; of a thread, that of its best document.
  public var score: Float
  /// What is known besides the text.
  public var metadata: DocumentMetadata
  /// How many documents the thread has, where hits are ordered by that.
  public var threadLength: Int?
  /// How many documents with nearly the same text were folded into it.
  public var duplicates: Int
  /// The passage that shows best why the document was found, on one line.
  public var snippet: String?
  /// Ranges of `snippet`, in UTF-8 bytes, ascending, of the words that matched.
  public var highlights: [Range<Int>]
  /// How the score came about, where it was asked for.
  public var explanation: ScoreExplanation?
  /// What of its thread matches, where hits are threads.
  public var matches: ThreadResponse?

  package init(
    id: String, kind: String, score: Float, metadata: DocumentMetadata, threadLength: Int? = nil,
    duplicates: Int = 0, snippet: String? = nil, highlights: [Range<Int>] = [],
    explanation: ScoreExplanation? = nil, matches: ThreadResponse? = nil
  ) {
    self.id = id
    self.kind = kind
    self.score = score
    self.metadata = metadata
    self.threadLength = threadLength
    self.duplicates = duplicates
    self.snippet = snippet
    self.highlights = highlights
    self.explanation = explanation
    self.matches = matches
  }
}

extension SearchHit: Decodable {
  private enum CodingKeys: String, CodingKey {
    case id, kind, score, duplicates, snippet, highlights, explanation, matches
    case threadLength = "thread_length"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id),
      kind: try container.decode(String.self, forKey: .kind),
      score: try container.decode(Float.self, forKey: .score),
      metadata: try DocumentMetadata(from: decoder),
      threadLength: try container.decodeIfPresent(Int.self, forKey: .threadLength),
      duplicates: try container.decodeIfPresent(Int.self, forKey: .duplicates) ?? 0,
      snippet: try container.decodeIfPresent(String.self, forKey: .snippet),
      highlights: try container.decodeIfPresent([Range<Int>].self, forKey: .highlights) ?? [],
      explanation: try container.decodeIfPresent(ScoreExplanation.self, forKey: .explanation),
      matches: try container.decodeIfPresent(ThreadResponse.self, forKey: .matches))
  }
}

extension SearchHit: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("kind", kind)
      $0.member("score", score)
      metadata.writeMembers(to: &$0)
      $0.member("thread_length", threadLength)
      $0.member("duplicates", duplicates == 0 ? nil : duplicates)
      if let snippet {
        $0.member("snippet", snippet)
        $0.member("highlights", highlights)
      }
      $0.member("explanation", explanation)
      $0.member("matches", matches)
    }
  }
}

extension SearchHit: DescribedAnswer {
  package static let members: [ParameterDescription] =
    [
      .always("id", .string, "Stable name of the document"),
      .always("kind", .string, "As review or comment"),
      .always("score", .number, "BM25F; of a thread, that of its best document"),
    ] + DocumentMetadata.members + [
      .ifAny("thread_length", .integer(), "Documents of the thread, where hits are ordered by that"),
      .ifAny("duplicates", .integer(), "Documents with nearly the same text that were folded into it"),
      .ifAny("snippet", .string, "The passage that shows best why it was found, on one line"),
      .ifAny("highlights", .array(.array(.integer())), "Ranges of the snippet that matched, in UTF-8 bytes"),
      .ifAny("explanation", ScoreExplanation.reference, "How the score came about"),
      .ifAny("matches", ThreadResponse.reference, "What of its thread matches, where hits are threads"),
    ]
}
