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
  enum Parameter: String, RequestParameter {
    case q, all
  }

  /// What the parameters of a deletion are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: DeletionRequest { DeletionRequest(query: "") }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    switch parameter {
    case .q: query = try value.string()
    case .all: all = try value.flag()
    }
  }

  func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.q) else { throw Problem(.missingParameter, "q, the query, is missing") }
    guard query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
  }

  /// The parameters, for an address.
  package var parameters: [(name: String, value: String)] {
    [("q", query)] + (all ? [("all", "true")] : [])
  }
}

extension DeletionRequest.Parameter {
  var schema: Schema {
    switch self {
    case .q: .string
    case .all: .boolean
    }
  }

  var isRequired: Bool { self == .q }

  var summary: String {
    switch self {
    case .q: "The query; it is read strictly, so that nothing is deleted by mistake"
    case .all: "Require all words"
    }
  }
}
