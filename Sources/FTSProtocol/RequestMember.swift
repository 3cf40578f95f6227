import FTSQuery

/// A member of the JSON object that a request is.
struct RequestMember {
  let container: KeyedDecodingContainer<AnyKey>
  let key: AnyKey

  /// - Throws: `invalidParameter`, or `invalidQuery` for a tree that is none.
  func query() throws(Problem) -> Query {
    try Query.validated(else: Problem(.invalidParameter, "query must be an object")) {
      try container.decode(QueryBody.self, forKey: key)
    }
  }

  /// - Throws: `invalidParameter`, which says what was expected.
  func value<Value: Decodable>(_ type: Value.Type, _ expected: String) throws(Problem) -> Value {
    do {
      return try container.decode(type, forKey: key)
    } catch {
      throw Problem(.invalidParameter, "\(key.stringValue) must be \(expected)")
    }
  }
}
