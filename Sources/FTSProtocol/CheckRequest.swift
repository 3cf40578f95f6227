/// A check of the index that a daemon serves.
public struct CheckRequest: Equatable, Sendable {
  /// Whether every document is looked at, not a sample.
  public var all = false

  /// A check of a sample.
  public init() {}
}

extension CheckRequest: ParameterizedRequest {
  enum Parameter: String, RequestParameter {
    case all

    var schema: Schema { .boolean }
    var summary: String { "Look at every document, not at a sample" }
  }

  /// What the parameters are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: CheckRequest { CheckRequest() }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter` or `invalidParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    all = try value.flag()
  }

  func validate(given: Set<Parameter>) {}

  /// The parameters, for an address; none where all is at its default.
  package var parameters: [(name: String, value: String)] { all ? [("all", "true")] : [] }
}
