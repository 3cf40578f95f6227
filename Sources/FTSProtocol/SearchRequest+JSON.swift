import FTSQuery

extension SearchRequest {
  /// The request as the body of a POST.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      if let tree { $0.member("query", tree) } else { $0.member("q", query) }
      $0.member("like", like)
      $0.member("limit", limit)
      $0.member("offset", offset)
      $0.member("all", all)
      $0.member("strict", strict)
      $0.member("kind", kind)
      if !sort.isEmpty { $0.member("sort", sort.map(\.description).joined(separator: ",")) }
      $0.member("by", by?.rawValue)
      $0.member("comments", comments)
      if !facets.isEmpty { $0.member("facets", facets.map(\.description).joined(separator: ",")) }
      if !boosts.isEmpty { $0.member("boost", boosts.map(\.description).joined(separator: ",")) }
      $0.member("collapse", collapse)
      $0.member("cursor", cursor)
      $0.member("explain", explain)
      $0.member("snippet", snippet)
      $0.member("total", total)
      $0.member("exhaustive", exhaustive)
      $0.member("timeout_ms", timeout)
    }
    return writer.bytes
  }
}
