/// A file of queries or judgements that cannot be read.
public struct EvaluationInputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// As it was given.
  public var file: String
  /// From 1.
  public var line: Int
  /// What is wrong there.
  public var reason: String

  /// An error at that line.
  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// For the person in front of it.
  public var description: String { "\(file):\(line): \(reason)" }
}
