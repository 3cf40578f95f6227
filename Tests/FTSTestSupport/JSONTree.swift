import Foundation

/// Any JSON value, with booleans and numbers told apart.
public enum JSONTree: Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  /// Reads a text.
  public init(_ text: some StringProtocol) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
  }

  /// The member of an object.
  public subscript(name: String) -> JSONTree? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// Of an object; nothing of any other.
  public var members: [String: JSONTree] { if case .object(let members) = self { members } else { [:] } }
  /// Of an array; nothing of any other.
  public var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
  /// Of a string.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
  /// Of a number.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
}

extension JSONTree: Decodable {
  /// Reads any value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONTree].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }
}
