import FoundationEssentials

/// Reports for programs.
enum JSONText {
  /// One object on one line, its keys sorted.
  static func line(_ value: some Encodable) throws -> String {
    try text(value, .sortedKeys)
  }

  /// An object over several lines, its keys sorted, so that files of it can be compared by line.
  static func lines(_ value: some Encodable) throws -> String {
    try text(value, [.sortedKeys, .prettyPrinted])
  }

  private static func text(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws
    -> String
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
