/// Holds JSON values to the schemas of an OpenAPI document, as far as these go (JSON Schema, draft 2020-12), and notes which
/// of the members that they describe were met.
public struct SchemaValidator {
  private let schemas: [String: JSONTree]
  /// As `Schema.member`.
  public private(set) var met: Set<String> = []

  /// Those of a document's components.
  public init(_ document: JSONTree) { schemas = document["components"]?["schemas"]?.members ?? [:] }

  /// All members that are described, as `Schema.member`.
  public var described: Set<String> {
    Set(
      schemas.flatMap { name, schema in
        (schema["properties"]?.members.keys).map { $0.map { "\(name).\($0)" } } ?? []
      })
  }

  /// What is wrong with a value, each with its place; nothing where it is as described.
  public mutating func mismatches(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
    if let reference = schema["$ref"]?.text {
      let name = String(reference.split(separator: "/").last ?? "")
      guard let schema = schemas[name] else { return ["\(place): nothing is described as \(reference)"] }
      for member in value.members.keys { met.insert("\(name).\(member)") }
      return mismatches(value, schema, place)
    }
    if let choices = schema["anyOf"]?.elements {
      // `contains` would not let the closure note what was met.
      for choice in choices where mismatches(value, choice, place).isEmpty { return [] }
      return ["\(place): \(value) is none of \(choices)"]
    }
    if let choices = schema["enum"]?.elements, !choices.contains(value) {
      return ["\(place): \(value) is none of \(choices)"]
    }
    switch (schema["type"]?.text, value) {
    case (nil, _), ("string", .string), ("boolean", .boolean), ("number", .number): return []
    case ("integer", .number(let number)):
      let isWithin =
        number >= schema["minimum"]?.number ?? number && number <= schema["maximum"]?.number ?? number
      return number == number.rounded() && isWithin ? [] : ["\(place): \(number) is no such whole number"]
    case ("array", .array(let elements)):
      guard let items = schema["items"] else { return [] }
      return elements.enumerated().flatMap { mismatches($1, items, "\(place)[\($0)]") }
    case ("object", .object(let members)): return mismatches(of: members, schema, place)
    default: return ["\(place): \(value) is no \(schema["type"]?.text ?? "")"]
    }
  }

  private mutating func mismatches(of members: [String: JSONTree], _ schema: JSONTree, _ place: String)
    -> [String]
  {
    var found = (schema["required"]?.elements ?? []).compactMap(\.text)
      .filter { members[$0] == nil }.map { "\(place) has no \($0)" }
    for (name, value) in members {
      if let property = schema["properties"]?[name] {
        found += mismatches(value, property, "\(place).\(name)")
      } else if let others = schema["additionalProperties"] {
        if others == .boolean(false) {
          found.append("\(place).\(name) is not described")
        } else {
          found += mismatches(value, others, "\(place).\(name)")
        }
      }
    }
    return found
  }
}
