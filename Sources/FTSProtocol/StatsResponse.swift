/// Size and content of an index.
public struct StatsResponse: Equatable, Sendable, Decodable {
  /// Name of the analyzer and parameters of BM25, as recorded when the index was created.
  public var analyzer: String
  /// Words that the analyzer does not stem; `nil` where there are none.
  public var protectedWords: [String]?
  /// BM25's saturation of term frequency.
  public var k1: Float
  /// BM25's normalisation by length.
  public var b: Float
  /// What a word in the title counts, in words of the body.
  public var titleWeight: Float
  /// Documents that can be found.
  public var documents: Int
  /// Those, by kind.
  public var kinds: Tally
  /// Reviews with their comments.
  public var threads: Int
  /// Documents deleted or replaced whose bytes the next merge reclaims.
  public var deleted: Int
  /// Parts of the index that merging brings together.
  public var segments: Int
  /// Distinct terms, counted once per segment.
  public var terms: Int
  /// UTF-8 bytes of the searched text, deleted documents included until they are merged away.
  public var textBytes: Int
  /// Bytes of the index file.
  public var indexBytes: Int
  /// Of those, bytes that hold nothing and that later commits use.
  public var freeBytes: Int
  /// Bytes of each part of it.
  public var parts: Tally
  /// Number of the last commit.
  public var generation: UInt64

  package init(
    analyzer: String, protectedWords: [String], k1: Float, b: Float, titleWeight: Float, documents: Int,
    kinds: Tally,
    threads: Int, deleted: Int,
    segments: Int, terms: Int, textBytes: Int, indexBytes: Int, freeBytes: Int, parts: Tally,
    generation: UInt64
  ) {
    self.analyzer = analyzer
    self.protectedWords = protectedWords.isEmpty ? nil : protectedWords
    self.k1 = k1
    self.b = b
    self.titleWeight = titleWeight
    self.documents = documents
    self.kinds = kinds
    self.threads = threads
    self.deleted = deleted
    self.segments = segments
    self.terms = terms
    self.textBytes = textBytes
    self.indexBytes = indexBytes
    self.freeBytes = freeBytes
    self.parts = parts
    self.generation = generation
  }

  private enum CodingKeys: String, CodingKey {
    case analyzer, k1, b, documents, kinds, threads, deleted, segments, terms, parts, generation
    case protectedWords = "protected_words"
    case titleWeight = "title_weight"
    case textBytes = "text_bytes"
    case indexBytes = "index_bytes"
    case freeBytes = "free_bytes"
  }
}

extension StatsResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("analyzer", analyzer)
      $0.member("protected_words", protectedWords)
      $0.member("k1", k1)
      $0.member("b", b)
      $0.member("title_weight", titleWeight)
      $0.member("documents", documents)
      $0.member("kinds", kinds)
      $0.member("threads", threads)
      $0.member("deleted", deleted)
      $0.member("segments", segments)
      $0.member("terms", terms)
      $0.member("text_bytes", textBytes)
      $0.member("index_bytes", indexBytes)
      $0.member("free_bytes", freeBytes)
      $0.member("parts", parts)
      $0.member("generation", generation)
    }
  }
}

extension StatsResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("analyzer", .string, "Name of the analyzer"),
    .ifAny("protected_words", .array(.string), "Words that it does not stem"),
    .always("k1", .number, "BM25's saturation of term frequency"),
    .always("b", .number, "BM25's normalisation by length"),
    .always("title_weight", .number, "What a word in the title counts, in words of the body"),
    .always("documents", .integer(), "Documents that can be found"),
    .always("kinds", Tally.schema, "Those, by kind"),
    .always("threads", .integer(), "Reviews with their comments"),
    .always("deleted", .integer(), "Documents whose bytes the next merge reclaims"),
    .always("segments", .integer(), "Parts of the index that merging brings together"),
    .always("terms", .integer(), "Distinct terms, counted once per segment"),
    .always("text_bytes", .integer(), "UTF-8 bytes of the searched text"),
    .always("index_bytes", .integer(), "Bytes of the index file"),
    .always("free_bytes", .integer(), "Of those, bytes that later commits use"),
    .always("parts", Tally.schema, "Bytes of each part of it"),
    .always("generation", .integer(), "Number of the last commit"),
  ]
}
