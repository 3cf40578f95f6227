/// The answer to a search.
public struct SearchResponse: Equatable, Sendable {
  /// The query as it was sent.
  public var query: String
  /// Exact number of matching documents, where it was asked for.
  public var total: Int?
  /// Microseconds from the request understood to the answer ready.
  public var tookMicroseconds: Int
  /// Best first.
  public var hits: [SearchHit]

  package init(query: String, total: Int?, tookMicroseconds: Int, hits: [SearchHit]) {
    self.query = query
    self.total = total
    self.tookMicroseconds = tookMicroseconds
    self.hits = hits
  }
}

extension SearchResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case query, total, hits
    case tookMicroseconds = "took_us"
  }
}

extension SearchResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("total", total)
      $0.member("took_us", tookMicroseconds)
      $0.member("hits", hits)
    }
  }

  /// The answer as JSON.
  public func json() -> [UInt8] {
    var writer = JSONWriter(capacity: 256 + hits.count * 640)
    write(to: &writer)
    return writer.bytes
  }
}
