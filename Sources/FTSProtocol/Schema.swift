/// What a JSON value may be: as much of JSON Schema (draft 2020-12) as requests and answers need.
package indirect enum Schema: Equatable, Sendable {
  case string
  /// One of some strings.
  case choice([String])
  /// A whole number, within a range where there is one.
  case integer(ClosedRange<Int>? = nil)
  case number
  case boolean
  case array(Schema)
  /// One of these.
  case anyOf([Schema])
  /// Anything.
  case any
  /// An object with any members.
  case anyObject
  /// An object with any names and values of one kind.
  case map(Schema)
  /// An object with these members and no others.
  case object([ParameterDescription])
  /// What is described under a name.
  case reference(String)
}

extension Schema: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object { writeKeywords(to: &$0) }
  }

  private func writeKeywords(to writer: inout JSONWriter) {
    switch self {
    case .string: writer.member("type", "string")
    case .choice(let values):
      writer.member("type", "string")
      writer.member("enum", values)
    case .integer(let range):
      writer.member("type", "integer")
      writer.member("minimum", range?.lowerBound)
      writer.member("maximum", range?.upperBound)
    case .number: writer.member("type", "number")
    case .boolean: writer.member("type", "boolean")
    case .array(let elements):
      writer.member("type", "array")
      writer.member("items", elements)
    case .anyOf(let schemas): writer.member("anyOf", schemas)
    case .any: break
    case .anyObject: writer.member("type", "object")
    case .map(let values):
      writer.member("type", "object")
      writer.member("additionalProperties", values)
    case .object(let members):
      writer.member("type", "object")
      writer.key("properties")
      writer.object { writer in
        for member in members {
          writer.key(member.name)
          writer.object {
            $0.member("description", member.summary)
            member.schema.writeKeywords(to: &$0)
          }
        }
      }
      writer.member("required", unlessEmpty: members.filter(\.isRequired).map(\.name))
      writer.member("additionalProperties", false)
    case .reference(let name): writer.member("$ref", "#/components/schemas/\(name)")
    }
  }
}
