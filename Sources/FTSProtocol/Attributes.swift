/// Named strings and numbers: an object in JSON, its members in ascending order of their names.
/// A name with several values is a member with an array of them.
public struct Attributes: Equatable, Sendable {
  /// A string or a number.
  public enum Value: Equatable, Sendable {
    /// A JSON string.
    case string(String)
    /// A JSON number.
    case number(Double)
  }

  /// Ascending by name; values of one name in the order given.
  public let members: [(name: String, value: Value)]

  /// The members in any order.
  public init(_ members: [(name: String, value: Value)] = []) {
    self.members = members.enumerated()
      .sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
  }

  /// The numbers of that name.
  package func numbers(_ name: String) -> [Double] {
    members.compactMap { member in
      if member.name == name, case .number(let number) = member.value { number } else { nil }
    }
  }

  /// Equal members.
  public static func == (a: Attributes, b: Attributes) -> Bool { a.members.elementsEqual(b.members, by: ==) }
}

extension Attributes: Decodable {
  /// One value, or an array of them.
  private enum Values: Decodable {
    case one(Value)
    case several([Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Value.self) {
        self = .one(value)
      } else {
        self = .several(try container.decode([Value].self))
      }
    }
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.singleValueContainer().decode([String: Values].self)
    self.init(
      members.flatMap { name, values in
        switch values {
        case .one(let value): [(name, value)]
        case .several(let values): values.map { (name, $0) }
        }
      })
  }
}

extension Attributes.Value: Decodable {
  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }
}

extension Attributes.Value: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    switch self {
    case .string(let text): text.write(to: &writer)
    case .number(let number): number.write(to: &writer)
    }
  }
}

extension Attributes: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      var rest = members[...]
      while let name = rest.first?.name {
        let values = rest.prefix { $0.name == name }.map(\.value)
        rest = rest.dropFirst(values.count)
        if values.count == 1 { $0.member(name, values[0]) } else { $0.member(name, unlessEmpty: values) }
      }
    }
  }
}

extension Attributes.Value {
  /// What its JSON is.
  static let schema = Schema.anyOf([.string, .number])
}

extension Attributes {
  /// What their JSON is.
  static let schema = Schema.map(.anyOf([Value.schema, .array(Value.schema)]))
}
