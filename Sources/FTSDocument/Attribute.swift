/// A named string or number that a source gave beyond the known fields of a `Document`.
public struct Attribute: Equatable, Sendable {
  /// The value as the source gave it.
  public enum Value: Equatable, Sendable {
    /// A text, also one of digits.
    case string(String)
    /// A number, finite.
    case number(Double)
  }

  /// Name as the source gave it.
  public var name: String
  /// What it is set to.
  public var value: Value

  /// An attribute of that name.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}
