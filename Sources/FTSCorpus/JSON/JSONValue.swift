/// A JSON value as it stands in the text.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// The literal of a number, which is exact where a `Double` need not be.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The number that a text is, whole and as JSON has numbers; `nil` for any other text.
  init?(number text: String) {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, in: 0..<bytes.count)
    guard case .number(let literal)? = try? scanner.scan(), literal.utf8.count == bytes.count else {
      return nil
    }
    self = .number(literal)
  }

  /// What a person calls it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The value as JSON without blanks.
  var compactText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let literal): literal
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.compactText).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ":" + $0.value.compactText }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
