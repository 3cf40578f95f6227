/// What all that matches was counted by.
public struct FacetsResponse: Equatable, Sendable {
  private let search: SearchResponse

  package init(_ search: SearchResponse) { self.search = search }
}

extension FacetsResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", search.query)
      $0.member("like", search.like)
      $0.member("total", search.total)
      $0.member("partial", search.isPartial ? true : nil)
      $0.member("took_us", search.tookMicroseconds)
      $0.member("facets", search.facets)
    }
  }
}
