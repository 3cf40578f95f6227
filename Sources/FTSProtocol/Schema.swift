/// What a JSON value may be: as much of JSON Schema (draft 2020-12) as requests and answers need.
package indirect enum Schema: Equatable, Sendable {
  case string
  /// One of some strings.
  case choice([String])
  /// A whole number, within a range where there is one.
  case integer(ClosedRange<Int>? = nil)
  case boolean
  /// Anything.
  case any
  /// An object with any members.
  case anyObject
  /// An object with these members and no others.
  case object([ParameterDescription])
  /// What is described under a name.
  case reference(String)
}

extension Schema: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .string: writer.member("type", "string")
      case .choice(let values):
        writer.member("type", "string")
        writer.member("enum", values)
      case .integer(let range):
        writer.member("type", "integer")
        writer.member("minimum", range?.lowerBound)
        writer.member("maximum", range?.upperBound)
      case .boolean: writer.member("type", "boolean")
      case .any: break
      case .anyObject: writer.member("type", "object")
      case .object(let members):
        writer.member("type", "object")
        writer.key("properties")
        writer.object { writer in
          for member in members { writer.member(member.name, member.schema) }
        }
        writer.member("required", unlessEmpty: members.filter(\.isRequired).map(\.name))
        writer.member("additionalProperties", false)
      case .reference(let name): writer.member("$ref", "#/components/schemas/\(name)")
      }
    }
  }
}
