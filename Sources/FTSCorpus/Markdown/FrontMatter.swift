/// What a post says of itself above its text: YAML between `---`, TOML between `+++`, or a JSON object (Jekyll, "Front Matter"; Hugo,
/// "Front matter").
struct FrontMatter {
  var syntax: DataSyntax
  /// The data, without the lines around it.
  var data: String
  /// Line of the file in which they begin, counted from 1.
  var firstLine: Int
  /// What follows.
  var text: Substring

  /// `nil` where a text does not begin with front matter that also ends.
  init?(_ text: String) {
    switch text.utf8.first {
    case UInt8(ascii: "-"): self.init(text, .yaml, opening: "---", closings: ["---", "..."])
    case UInt8(ascii: "+"): self.init(text, .toml, opening: "+++", closings: ["+++"])
    case UInt8(ascii: "{"): self.init(object: text)
    default: return nil
    }
  }

  private init?(_ text: String, _ syntax: DataSyntax, opening: String, closings: [String]) {
    var lines = TextLines(text)
    guard let first = lines.next(), Self.isMark(opening, text[first]) else { return nil }
    let start = lines.position
    while let line = lines.next() {
      guard closings.contains(where: { Self.isMark($0, text[line]) }) else { continue }
      self.syntax = syntax
      data = String(text[start..<line.lowerBound])
      firstLine = 2
      self.text = text[lines.position...]
      return
    }
    return nil
  }

  /// An object that ends its line, with text below it.
  private init?(object text: String) {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
        isInString = byte != UInt8(ascii: "\"")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
      }
      guard depth == 0 else { continue }
      let end = text.utf8.index(after: index)
      var lines = TextLines(text, from: end)
      guard let rest = lines.next() else { return nil }
      guard Self.isMark("", text[rest]), lines.position < text.endIndex else { return nil }
      syntax = .json
      data = String(text[..<end])
      firstLine = 1
      self.text = text[lines.position...]
      return
    }
    return nil
  }

  /// Whether a line is that mark and nothing but blanks behind it.
  private static func isMark(_ mark: String, _ line: Substring) -> Bool {
    line.utf8.starts(with: mark.utf8) && line.utf8.dropFirst(mark.utf8.count).allSatisfy(PlainText.isBlank)
  }
}
