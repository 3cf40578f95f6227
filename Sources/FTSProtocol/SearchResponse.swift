/// The answer to a search.
public struct SearchResponse: Equatable, Sendable {
  /// The query as it was sent.
  public var query: String
  /// Id of the document that what was found is like, where one was given.
  public var like: String?
  /// Exact number of matching documents, or of threads where hits are threads, where it was asked for.
  public var total: Int?
  /// What hits are, where they are not single documents.
  public var by: Grouping?
  /// Exact number of matching documents, where hits are threads and it was asked for.
  public var documents: Int?
  /// Whether the time was up before the end: then hits are the best of what was looked at, facets count that alone,
  /// and there are no totals.
  public var isPartial: Bool
  /// A query that may have been meant, where words of this one are in no document or in hardly any.
  public var suggestion: String?
  /// Microseconds from the request understood to the answer ready.
  public var tookMicroseconds: Int
  /// Best first.
  public var hits: [SearchHit]

  /// Best results that come before those.
  public var offset: Int
  /// What gives the next page as `cursor` of the same request; `nil` where nothing follows.
  public var cursor: String?
  /// What all that matches was counted by, in the order asked for.
  public var facets: [FacetResponse]

  package init(
    query: String, like: String? = nil, total: Int?, by: Grouping? = nil, documents: Int? = nil,
    isPartial: Bool = false, suggestion: String? = nil, tookMicroseconds: Int, hits: [SearchHit],
    facets: [FacetResponse] = [],
    cursor: String? = nil, offset: Int = 0
  ) {
    self.query = query
    self.like = like
    self.total = total
    self.by = by
    self.documents = documents
    self.isPartial = isPartial
    self.suggestion = suggestion
    self.tookMicroseconds = tookMicroseconds
    self.hits = hits
    self.facets = facets
    self.cursor = cursor
    self.offset = offset
  }
}

extension SearchResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case query, like, total, by, documents, suggestion, hits, facets, cursor, offset
    case isPartial = "partial"
    case tookMicroseconds = "took_us"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      query: try container.decode(String.self, forKey: .query),
      like: try container.decodeIfPresent(String.self, forKey: .like),
      total: try container.decodeIfPresent(Int.self, forKey: .total),
      by: try container.decodeIfPresent(Grouping.self, forKey: .by),
      documents: try container.decodeIfPresent(Int.self, forKey: .documents),
      isPartial: try container.decodeIfPresent(Bool.self, forKey: .isPartial) ?? false,
      suggestion: try container.decodeIfPresent(String.self, forKey: .suggestion),
      tookMicroseconds: try container.decode(Int.self, forKey: .tookMicroseconds),
      hits: try container.decode([SearchHit].self, forKey: .hits),
      facets: try container.decodeIfPresent([FacetResponse].self, forKey: .facets) ?? [],
      cursor: try container.decodeIfPresent(String.self, forKey: .cursor),
      offset: try container.decodeIfPresent(Int.self, forKey: .offset) ?? 0)
  }
}

extension SearchResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("like", like)
      $0.member("total", total)
      $0.member("by", by?.rawValue)
      $0.member("documents", documents)
      $0.member("partial", isPartial ? true : nil)
      $0.member("suggestion", suggestion)
      $0.member("took_us", tookMicroseconds)
      $0.member("offset", offset == 0 ? nil : offset)
      $0.member("hits", hits)
      $0.member("cursor", cursor)
      $0.member("facets", unlessEmpty: facets)
    }
  }

  /// The answer as JSON.
  public func json() -> [UInt8] {
    var writer = JSONWriter(capacity: 256 + hits.count * 640)
    write(to: &writer)
    return writer.bytes
  }
}

extension SearchResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("query", .string, "As it was sent"),
    .ifAny("like", .string, "Id of the document that hits are like"),
    .ifAny("total", .integer(), "Documents that match, or threads where hits are threads"),
    .ifAny("by", .choice(Grouping.allCases.map(\.rawValue)), "What hits are, where they are not documents"),
    .ifAny("documents", .integer(), "Documents that match, where hits are threads"),
    .ifAny("partial", .boolean, "True where the time was up before the end"),
    .ifAny("suggestion", .string, "A query that may have been meant"),
    .always("took_us", .integer(), "Microseconds"),
    .ifAny("offset", .integer(), "Best results that come before the hits"),
    .always("hits", .array(SearchHit.reference), "Best first"),
    .ifAny("cursor", .string, "Gives the next page"),
    .ifAny("facets", .array(FacetResponse.reference), "In the order asked for"),
  ]
}
