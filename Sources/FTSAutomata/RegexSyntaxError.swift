/// Why a text is no regular expression.
public struct RegexSyntaxError: Error, Equatable, Sendable {
  /// What is wrong, for the person who typed it.
  public let reason: String
  /// Where, in UTF-8 bytes of the expression.
  public let position: Int

  init(_ reason: String, at position: Int) {
    self.reason = reason
    self.position = position
  }
}
