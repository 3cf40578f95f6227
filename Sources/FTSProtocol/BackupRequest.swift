/// A backup of the index that a daemon serves.
public struct BackupRequest: Equatable, Sendable {
  /// Whether it may take the place of an older one of its name.
  public var replace = false

  /// A backup of a new name.
  public init() {}
}

extension BackupRequest: ParameterizedRequest {
  enum Parameter: String, RequestParameter {
    case replace

    var schema: Schema { .boolean }
    var summary: String { "Put it in the place of an older backup, once it is verified" }
  }

  /// What the parameters are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: BackupRequest { BackupRequest() }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter` or `invalidParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    replace = try value.flag()
  }

  func validate(given: Set<Parameter>) {}

  /// The parameters, for an address; none where all is at its default.
  package var parameters: [(name: String, value: String)] { replace ? [("replace", "true")] : [] }
}
