/// A backup of the index that a daemon serves.
public struct BackupRequest: Equatable, Sendable {
  /// Whether it may take the place of an older one of its name.
  public var replace = false

  /// A backup of a new name.
  public init() {}
}

extension BackupRequest: ParameterizedRequest {
  package enum Parameter: String, RequestParameter {
    case replace

    package var schema: Schema { .boolean }
    package var summary: String { "Put it in the place of an older backup, once it is verified" }
  }

  package static var blank: BackupRequest { BackupRequest() }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    replace = try value.flag()
  }

  package func value(of parameter: Parameter) -> RequestValue? { .flag(replace) }

  package func validate(given: Set<Parameter>) {}
}
