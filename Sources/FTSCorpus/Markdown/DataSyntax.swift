/// Languages in which sites keep data, all read as what JSON would say.
package enum DataSyntax: String {
  case yaml = "YAML"
  case toml = "TOML"
  case json = "JSON"

  /// Why data cannot be read.
  package struct Failure: Error {
    /// Counted from 1, where it is known.
    package var line: Int?
    package var reason: String
  }

  /// Bytes of front matter or of a comment: no person writes more, and not all readers take time that is linear in them.
  static let maximumBytes = 64 << 10

  /// The members of the object that a text describes; none where it is blank.
  func members(_ text: String) throws(Failure) -> [JSONMember] {
    guard text.utf8.count <= Self.maximumBytes else {
      throw Failure(reason: "longer than \(Self.maximumBytes) bytes")
    }
    let value =
      switch self {
      case .yaml: try YAMLReader.value(text)
      case .toml: JSONValue.object(try TOMLReader.members(text))
      case .json: try Self.json(text)
      }
    switch value {
    case .object(let members): return members
    case .null: return []
    default: throw Failure(line: 1, reason: "\(value.typeName) where names and values are wanted")
    }
  }

  private static func json(_ text: String) throws(Failure) -> JSONValue {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, in: 0..<bytes.count)
    do throws(JSONSyntaxError) { return try scanner.scan() } catch {
      let line = 1 + bytes[..<min(error.byte ?? 0, bytes.count)].count { $0 == UInt8(ascii: "\n") }
      throw Failure(line: line, reason: error.reason)
    }
  }
}
