import FTSQuery

/// A member of the JSON object that a request is.
struct MemberValue: ParameterValue {
  let container: KeyedDecodingContainer<AnyKey>
  let key: AnyKey

  func string() throws(Problem) -> String { try value(String.self, "a string") }

  func integer() throws(Problem) -> Int { try value(Int.self, "a whole number") }

  func flag() throws(Problem) -> Bool { try value(Bool.self, "true or false") }

  func query() throws(Problem) -> Query {
    try Query.validated(else: Problem(.invalidParameter, "\(key.stringValue) must be an object")) {
      try container.decode(QueryBody.self, forKey: key)
    }
  }

  private func value<Value: Decodable>(_ type: Value.Type, _ expected: String) throws(Problem) -> Value {
    do {
      return try container.decode(type, forKey: key)
    } catch {
      throw Problem(.invalidParameter, "\(key.stringValue) must be \(expected)")
    }
  }
}
