/// Documents to be deleted: all that match a query.
public struct DeletionRequest: Equatable, Sendable {
  /// What they match.
  public var query: String
  /// Whether all words are required.
  public var all = false

  /// A request with every option at its default.
  public init(query: String) { self.query = query }
}

extension DeletionRequest: ParameterizedRequest {
  /// The parameters of a deletion.
  package enum Parameter: String, RequestParameter {
    case q, all
  }

  package static var blank: DeletionRequest { DeletionRequest(query: "") }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    switch parameter {
    case .q: query = try value.string()
    case .all: all = try value.flag()
    }
  }

  package func value(of parameter: Parameter) -> RequestValue? {
    switch parameter {
    case .q: .text(query)
    case .all: .flag(all)
    }
  }

  package func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.q) else { throw Problem(.missingParameter, "q, the query, is missing") }
    guard query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
  }
}

extension DeletionRequest.Parameter {
  package var schema: Schema {
    switch self {
    case .q: .string
    case .all: .boolean
    }
  }

  package var isRequired: Bool { self == .q }

  package var summary: String {
    switch self {
    case .q: "The query; it is read strictly, so that nothing is deleted by mistake"
    case .all: "Require all words"
    }
  }
}
