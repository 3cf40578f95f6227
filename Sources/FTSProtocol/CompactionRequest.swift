/// A compaction of the index that a daemon serves.
public struct CompactionRequest: Equatable, Sendable {
  /// Whether the documents are numbered anew, threads with the same words side by side.
  public var reorder = false

  /// A compaction that keeps the order.
  public init() {}
}

extension CompactionRequest: ParameterizedRequest {
  enum Parameter: String, RequestParameter {
    case reorder

    var schema: Schema { .boolean }
    var summary: String { "Number the documents anew, threads with the same words side by side" }
  }

  /// What the parameters are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: CompactionRequest { CompactionRequest() }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter` or `invalidParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    reorder = try value.flag()
  }

  func validate(given: Set<Parameter>) {}

  /// The parameters, for an address; none where all is at its default.
  package var parameters: [(name: String, value: String)] { reorder ? [("reorder", "true")] : [] }
}
