/// Why a file of synonyms or of words cannot be read.
public struct DictionarySyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What the file is called.
  public var file: String
  /// The line it is in, from 1.
  public var line: Int
  /// What is wrong there.
  public var reason: String

  /// The file, the line and what is wrong there.
  public var description: String { "\(file), line \(line): \(reason)" }
}
