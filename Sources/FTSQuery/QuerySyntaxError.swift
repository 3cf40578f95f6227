/// Why a text is no query.
public struct QuerySyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, for the person who typed it.
  public let reason: String
  /// Where, in UTF-8 bytes of the text.
  public let position: Int

  /// An error at that position.
  public init(reason: String, position: Int) {
    self.reason = reason
    self.position = position
  }

  /// The reason.
  public var description: String { reason }
}
