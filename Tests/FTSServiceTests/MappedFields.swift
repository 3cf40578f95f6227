import FTSTestSupport

/// What an index with some mapping makes of a document, as the documentation of field types, multi-fields and dynamic templates has it.
struct MappedFields {
  private let mappings: JSONTree

  init(_ mappings: JSONTree) { self.mappings = mappings }

  /// Why it would refuse the document; nothing where it takes it with every field of a type that was said before.
  func problems(_ document: JSONTree) -> [String] {
    document.members.flatMap { name, value in
      guard let field = mappings["properties"]?[name] else { return dynamicProblems(value, name) }
      return problems(value, field, name)
    }
  }

  /// A field that is not among the properties: the first template decides that fits its path and what JSON its value is; objects
  /// are looked into.
  private func dynamicProblems(_ value: JSONTree, _ path: String) -> [String] {
    if case .object(let members) = value {
      return members.flatMap { name, value in
        // Parts of a name between dots are objects in one another, and none is without a name.
        name.split(separator: ".", omittingEmptySubsequences: false).contains("")
          ? ["\(path) has a field without a name: '\(name)'"] : dynamicProblems(value, "\(path).\(name)")
      }
    }
    let first = value.elements.first ?? value
    let templates = (mappings["dynamic_templates"]?.elements ?? []).compactMap { $0.members.first?.value }
    let template = templates.first {
      $0["match_mapping_type"]?.text == type(of: first) && isMatch(path, $0["path_match"]?.text ?? "*")
    }
    guard let field = template?["mapping"] else { return ["\(path): no template for \(first)"] }
    return problems(value, field, path)
  }

  private func type(of value: JSONTree) -> String? {
    switch value {
    case .string: "string"
    case .number(let number): number == number.rounded() ? "long" : "double"
    case .boolean: "boolean"
    default: nil
    }
  }

  /// Only patterns that end with a star are used here.
  private func isMatch(_ path: String, _ pattern: String) -> Bool {
    path.hasPrefix(String(pattern.dropLast()))
  }

  /// An array is as many values.
  private func problems(_ value: JSONTree, _ field: JSONTree, _ path: String) -> [String] {
    if case .array(let elements) = value { return elements.flatMap { problems($0, field, path) } }
    let own = fits(value, field) ? [] : ["\(path): \(value) is no \(field["type"]?.text ?? "field")"]
    return (field["fields"]?.members ?? [:]).reduce(into: own) {
      $0 += problems(value, $1.value, "\(path).\($1.key)")
    }
  }

  private func fits(_ value: JSONTree, _ field: JSONTree) -> Bool {
    switch (field["type"]?.text, value) {
    // What is longer than `ignore_above` is passed over.
    case ("keyword", .string), ("keyword", .number), ("text", .string), ("text", .number): true
    case ("double", .number): true
    case ("double", .string(let text)):
      Double(text)?.isFinite == true || field["ignore_malformed"] == .boolean(true)
    case ("date", .string(let text)):
      field["format"]?.text == "strict_date_optional_time" && Self.isDate(text)
    default: false
    }
  }

  /// `strict_date_optional_time`: a year of four digits, month and day of two, and a time, each of which may be left out at the end.
  private static func isDate(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?/)
      != nil
  }
}
