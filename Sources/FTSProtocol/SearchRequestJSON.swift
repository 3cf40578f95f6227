import FTSQuery
import FoundationEssentials

extension SearchRequest {
  /// Reads a JSON object with the members that the parameters of an address are named for.
  ///
  /// - Throws: `invalidJSON`, `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(json: [UInt8]) throws(Problem) {
    do {
      self = try JSONDecoder().decode(Body.self, from: Data(json)).request
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.invalidJSON, "the body is not a JSON object")
    }
    try validate()
  }

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
    }
    return writer.bytes
  }
}

/// Decodes a request member by member, so that one nobody knows is an error.
private struct Body: Decodable {
  var request = SearchRequest(query: "")

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    var (text, tree): (String?, Query?)
    for key in container.allKeys {
      let members = RequestMember(container: container, key: key)
      switch try SearchRequest.Parameter(name: key.stringValue) {
      case .q: text = try members.value(String.self, "a string")
      case .query: tree = try members.query()
      case .like: request.like = try members.value(String.self, "a string")
      case .kind: request.kind = try members.value(String.self, "a string")
      case .sort: request.sort = try SearchRequest.sortKeys(members.value(String.self, "a string"))
      case .by: request.by = try SearchRequest.grouping(members.value(String.self, "a string"))
      case .comments: request.comments = try members.value(Int.self, "a whole number")
      case .facets: request.facets = try SearchRequest.facets(members.value(String.self, "a string"))
      case .boost: request.boosts = try SearchRequest.boosts(members.value(String.self, "a string"))
      case .collapse: request.collapse = try members.value(Bool.self, "true or false")
      case .cursor: request.cursor = try members.value(String.self, "a string")
      case .limit: request.limit = try members.value(Int.self, "a whole number")
      case .offset: request.offset = try members.value(Int.self, "a whole number")
      case .all: request.all = try members.value(Bool.self, "true or false")
      case .strict: request.strict = try members.value(Bool.self, "true or false")
      case .explain: request.explain = try members.value(Bool.self, "true or false")
      case .snippet: request.snippet = try members.value(Bool.self, "true or false")
      case .total: request.total = try members.value(Bool.self, "true or false")
      case .exhaustive: request.exhaustive = try members.value(Bool.self, "true or false")
      }
    }
    switch (text, tree) {
    case (let text?, nil): request.query = text
    case (nil, let tree?): request = request.asking(for: tree)
    case (nil, nil) where request.like == nil:
      throw Problem(.missingParameter, "q, the query, or query, the same as a tree, is missing")
    case (nil, nil): break
    case (_?, _?): throw Problem(.invalidParameter, "q and query exclude each other")
    }
  }
}
