/// What all that matches was counted by.
public struct FacetsResponse: Equatable, Sendable {
  /// The query as it was sent.
  public var query: String
  /// Id of the document that what was found is like, where one was given.
  public var like: String?
  /// Exact number of matching documents.
  public var total: Int?
  /// Whether the time was up before the end: then only what was looked at is counted, and there is no total.
  public var isPartial: Bool
  /// Microseconds from the request understood to the answer ready.
  public var tookMicroseconds: Int
  /// In the order asked for.
  public var facets: [FacetResponse]

  package init(_ search: SearchResponse) {
    query = search.query
    like = search.like
    total = search.total
    isPartial = search.isPartial
    tookMicroseconds = search.tookMicroseconds
    facets = search.facets
  }
}

extension FacetsResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("like", like)
      $0.member("total", total)
      $0.member("partial", isPartial ? true : nil)
      $0.member("took_us", tookMicroseconds)
      $0.member("facets", facets)
    }
  }
}

extension FacetsResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case query, like, total, facets
    case isPartial = "partial"
    case tookMicroseconds = "took_us"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    query = try container.decode(String.self, forKey: .query)
    like = try container.decodeIfPresent(String.self, forKey: .like)
    total = try container.decodeIfPresent(Int.self, forKey: .total)
    isPartial = try container.decodeIfPresent(Bool.self, forKey: .isPartial) ?? false
    tookMicroseconds = try container.decode(Int.self, forKey: .tookMicroseconds)
    facets = try container.decode([FacetResponse].self, forKey: .facets)
  }
}

extension FacetsResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("query", .string, "As it was sent"),
    .ifAny("like", .string, "Id of the document that what is counted is like"),
    .ifAny("total", .integer(), "Documents that match"),
    .ifAny("partial", .boolean, "True where the time was up before the end"),
    .always("took_us", .integer(), "Microseconds"),
    .always("facets", .array(FacetResponse.reference), "In the order asked for"),
  ]
}
