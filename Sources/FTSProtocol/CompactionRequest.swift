/// A compaction of the index that a daemon serves.
public struct CompactionRequest: Equatable, Sendable {
  /// Whether the documents are numbered anew, threads with the same words side by side.
  public var reorder = false

  /// A compaction that keeps the order.
  public init() {}
}

extension CompactionRequest: ParameterizedRequest {
  package enum Parameter: String, RequestParameter {
    case reorder

    package var schema: Schema { .boolean }
    package var summary: String { "Number the documents anew, threads with the same words side by side" }
  }

  package static var blank: CompactionRequest { CompactionRequest() }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    reorder = try value.flag()
  }

  package func value(of parameter: Parameter) -> RequestValue? { .flag(reorder) }

  package func validate(given: Set<Parameter>) {}
}
