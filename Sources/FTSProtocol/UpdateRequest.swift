/// How documents are to be written.
public struct UpdateRequest: Equatable, Sendable {
  /// When to acknowledge.
  public var durability = Durability.synced

  /// A request with every option at its default.
  public init() {}
}

extension UpdateRequest: ParameterizedRequest {
  /// The parameters of a write.
  enum Parameter: String, RequestParameter {
    case durability
  }

  /// What the parameters of a write are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: UpdateRequest { UpdateRequest() }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter` or `invalidParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    let text = try value.string()
    guard let durability = Durability(rawValue: text) else {
      throw Problem(.invalidParameter, "durability must be synced or deferred, not '\(text)'")
    }
    self.durability = durability
  }

  func validate(given: Set<Parameter>) {}

  /// The parameters, for an address; none where all is at its default.
  package var parameters: [(name: String, value: String)] {
    durability == .synced ? [] : [("durability", durability.rawValue)]
  }
}

extension UpdateRequest.Parameter {
  var schema: Schema { .choice(Durability.allCases.map(\.rawValue)) }
  var summary: String { "When to acknowledge: once it is on disk, or at once" }
}
