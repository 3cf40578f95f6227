/// How documents are to be written.
public struct UpdateRequest: Equatable, Sendable {
  /// When to acknowledge.
  public var durability = Durability.synced

  /// A request with every option at its default.
  public init() {}
}

extension UpdateRequest: ParameterizedRequest {
  /// The parameters of a write.
  package enum Parameter: String, RequestParameter {
    case durability
  }

  package static var blank: UpdateRequest { UpdateRequest() }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    let text = try value.string()
    guard let durability = Durability(rawValue: text) else {
      throw Problem(.invalidParameter, "durability must be synced or deferred, not '\(text)'")
    }
    self.durability = durability
  }

  package func value(of parameter: Parameter) -> RequestValue? { .text(durability.rawValue) }

  package func validate(given: Set<Parameter>) {}
}

extension UpdateRequest.Parameter {
  package var schema: Schema { .choice(Durability.allCases.map(\.rawValue)) }
  package var summary: String { "When to acknowledge: once it is on disk, or at once" }
}
