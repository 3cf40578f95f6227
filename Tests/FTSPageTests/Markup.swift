/// HTML of ours, read by a naive reader that takes nothing but what `HTMLWriter` may write: each tag closed in its order, each value in
/// quotes, each character that means something escaped.
struct Markup {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// All text inside, as a person reads it.
    var text = ""
    var parents: [String]

    subscript(attribute: String) -> String? { attributes[attribute] }
  }

  struct Malformed: Error { var reason: String }

  private static let voids: Set = ["meta", "link", "input"]

  private(set) var elements: [Element] = []

  init(_ bytes: [UInt8]) throws {
    // By scalars: an accent behind a bracket is one letter with it to Swift, and none to a browser.
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(reason: "not UTF-8") }
    let doctype = "<!doctype html>\n"
    var rest = text.unicodeScalars[...]
    if text.hasPrefix(doctype) { rest = rest.dropFirst(doctype.unicodeScalars.count) }
    var open: [Int] = []
    while !rest.isEmpty {
      let text = rest.prefix { $0 != "<" }
      rest = rest[text.endIndex...]
      let decoded = try Self.decode(String(text))
      for index in open { elements[index].text += decoded }
      guard !rest.isEmpty else { break }
      guard let end = rest.firstIndex(of: ">") else { throw Malformed(reason: "a tag without an end") }
      let tag = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
          throw Malformed(reason: "</\(tag)> closes something else")
        }
        continue
      }
      let element = try Self.element(tag, below: open.map { elements[$0].name })
      elements.append(element)
      if !Self.voids.contains(element.name) { open.append(elements.count - 1) }
    }
    guard open.isEmpty else { throw Malformed(reason: "\(open.count) elements are left open") }
  }

  func all(_ name: String, class: String? = nil) -> [Element] {
    elements.filter { $0.name == name && (`class` == nil || $0["class"] == `class`) }
  }

  func element(id: String) -> Element? { elements.first { $0["id"] == id } }

  private static func element(_ tag: String, below parents: [String]) throws -> Element {
    let scalars = tag.unicodeScalars
    let name = String(scalars.prefix { $0 != " " })
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
      throw Malformed(reason: "<\(tag)>")
    }
    var attributes: [String: String] = [:]
    var rest = scalars.dropFirst(name.unicodeScalars.count)
    while rest.first == " " {
      rest = rest.dropFirst()
      let name = String(rest.prefix { $0 != " " && $0 != "=" })
      rest = rest.dropFirst(name.unicodeScalars.count)
      var value = ""
      if rest.starts(with: "=\"".unicodeScalars) {
        rest = rest.dropFirst(2)
        let raw = rest.prefix { $0 != "\"" }
        rest = rest[raw.endIndex...].dropFirst()
        value = try decode(String(raw))
      }
      guard !name.isEmpty, name.allSatisfy({ $0.isLowercase || "-BAR".contains($0) }),
        attributes.updateValue(value, forKey: name) == nil
      else { throw Malformed(reason: "attribute in <\(tag)>") }
    }
    guard rest.isEmpty else { throw Malformed(reason: "<\(tag)>") }
    return Element(name: name, attributes: attributes, parents: parents)
  }

  /// Undoes the escapes; any other `&`, and any quote or bracket, is malformed.
  static func decode(_ text: some StringProtocol) throws -> String {
    let escapes = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#13;": "\r"]
    var decoded = ""
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
      guard scalar == "&" else {
        guard !"<>\"'".unicodeScalars.contains(scalar) else {
          throw Malformed(reason: "\(scalar) in \(text)")
        }
        decoded.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
        continue
      }
      let found = escapes.first { rest.starts(with: $0.key.unicodeScalars) }
      guard let (escape, meaning) = found else { throw Malformed(reason: "& in \(text)") }
      decoded += meaning
      rest = rest.dropFirst(escape.unicodeScalars.count)
    }
    return decoded
  }
}
