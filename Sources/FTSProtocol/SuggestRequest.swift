/// A text whose last word is to be completed.
public struct SuggestRequest: Equatable, Sendable {
  /// What was typed so far.
  public var query: String
  /// Suggestions to give, at most `Limits.suggestions`.
  public var limit = 10

  /// A request with every option at its default.
  public init(query: String) { self.query = query }

  /// Checks the ranges that `Limits` gives.
  ///
  /// - Throws: `invalidParameter`, naming the parameter and its range.
  public func validate() throws(Problem) {
    guard query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
    guard (1...Limits.suggestions).contains(limit) else {
      throw Problem(.invalidParameter, "limit must be from 1 to \(Limits.suggestions), not \(limit)")
    }
  }
}

extension SuggestRequest: ParameterizedRequest {
  /// The parameters of a completion.
  package enum Parameter: String, RequestParameter {
    case q, limit
  }

  package static var blank: SuggestRequest { SuggestRequest(query: "") }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    switch parameter {
    case .q: query = try value.string()
    case .limit: limit = try value.integer()
    }
  }

  package func value(of parameter: Parameter) -> RequestValue? {
    switch parameter {
    case .q: .text(query)
    case .limit: .number(limit)
    }
  }

  package func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.q) else { throw Problem(.missingParameter, "q, what was typed, is missing") }
    try validate()
  }
}

extension SuggestRequest.Parameter {
  package var schema: Schema {
    switch self {
    case .q: .string
    case .limit: .integer(1...Limits.suggestions)
    }
  }

  package var isRequired: Bool { self == .q }

  package var summary: String {
    switch self {
    case .q: "What was typed so far; its last word is completed"
    case .limit: "Suggestions to give"
    }
  }
}
