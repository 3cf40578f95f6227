/// A check of the index that a daemon serves.
public struct CheckRequest: Equatable, Sendable {
  /// Whether every document is looked at, not a sample.
  public var all = false

  /// A check of a sample.
  public init() {}
}

extension CheckRequest: ParameterizedRequest {
  package enum Parameter: String, RequestParameter {
    case all

    package var schema: Schema { .boolean }
    package var summary: String { "Look at every document, not at a sample" }
  }

  package static var blank: CheckRequest { CheckRequest() }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    all = try value.flag()
  }

  package func value(of parameter: Parameter) -> RequestValue? { .flag(all) }

  package func validate(given: Set<Parameter>) {}
}
