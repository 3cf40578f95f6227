import TOMLKit

/// On which line of a TOML file each of its keys stands, which the parser does not tell.
///
/// The parser finds it nevertheless: the file is parsed up to the end of each line, and what is new came on the lines since
/// the last beginning of the file that was TOML by itself.
struct SettingsLines {
  private var lines: [String: Int] = [:]

  /// - Parameter text: Well-formed.
  init(of text: String) {
    var beginning = ""
    var first = 1
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      beginning += line + "\n"
      guard let table = try? TOMLTable(string: beginning) else { continue }
      Self.forEachPath(in: table, below: "") { path in
        if lines[path] == nil { lines[path] = first }
      }
      first = index + 2
    }
  }

  func line(of path: String) -> Int? { lines[path] }

  /// Names the value of a key in a table.
  static func path(_ table: String, _ key: String) -> String { table.isEmpty ? key : table + "." + key }

  /// Names an element of an array.
  static func path(_ array: String, _ index: Int) -> String { array + "[\(index)]" }

  private static func forEachPath(in table: TOMLTable, below path: String, _ body: (String) -> Void) {
    for key in table.keys {
      let keyPath = Self.path(path, key)
      body(keyPath)
      if let inner = table[key]?.table {
        forEachPath(in: inner, below: keyPath, body)
      } else if let array = table[key]?.array {
        for (index, inner) in array.enumerated() {
          guard let inner = inner.table else { continue }
          body(Self.path(keyPath, index))
          forEachPath(in: inner, below: Self.path(keyPath, index), body)
        }
      }
    }
  }
}
