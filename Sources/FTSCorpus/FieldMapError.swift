/// An argument of `SourceOptions.fieldMap(parsing:)` that cannot be followed.
public struct FieldMapError: Error, Equatable, CustomStringConvertible {
  /// The argument as given.
  public let argument: String
  /// What is wrong with it.
  public let reason: String

  /// The argument and the reason.
  public var description: String { "\(argument): \(reason)" }
}
