/// The text of Markdown as a reader sees it: the words of links, code as it stands, an image's text, of raw HTML what
/// `HTMLText` makes of it; block quotes apart.
///
/// What sites add to Markdown goes: tags of Liquid (`{% include x %}`, `{{ page.url }}`) and Hugo's shortcodes, attributes in
/// kramdown's braces (`{: .wide}`), the marks of footnotes; what stands between tags stays.
enum MarkdownText {
  static func text(_ markdown: Substring) -> HTMLText {
    HTMLText(html: MarkdownHTML.html(withoutExtensions(SiteTags.removed(from: String(markdown)))))
  }

  /// The first line's heading, `# Her` or `Her` above a row of `=`, and what follows.
  static func heading(_ markdown: Substring) -> (title: String, rest: Substring)? {
    let text = String(markdown)
    var lines = TextLines(text)
    var first = lines.next()
    while let line = first, text[line].utf8.allSatisfy(PlainText.isBlank) { first = lines.next() }
    guard let first else { return nil }
    let line = text[first]
    if line.hasPrefix("# ") {
      return (MarkdownText.text(line).body, text[lines.position...])
    }
    guard let second = lines.next(), text[second].hasPrefix("=="),
      text[second].utf8.allSatisfy({ $0 == UInt8(ascii: "=") })
    else { return nil }
    return (MarkdownText.text(line).body, text[lines.position...])
  }

  /// The text without what kramdown adds, outside of fenced code.
  private static func withoutExtensions(_ markdown: String) -> String {
    guard markdown.utf8.contains(UInt8(ascii: "{")) || markdown.utf8.contains(UInt8(ascii: "^")) else {
      return markdown
    }
    var kept = ""
    var fence: Character?
    var lines = TextLines(markdown)
    while let range = lines.next() {
      let line = markdown[range]
      let start = line.drop { $0 == " " }
      if start.hasPrefix("```") || start.hasPrefix("~~~") {
        if fence == nil { fence = start.first } else if fence == start.first { fence = nil }
      }
      if fence == nil {
        if start.hasPrefix("{:"), line.hasSuffix("}") { continue }
        kept += withoutFootnoteMarks(line)
      } else {
        kept += line
      }
      kept += "\n"
    }
    return kept
  }

  /// The line without `[^1]`, and without the colon behind it where it begins the footnote itself.
  private static func withoutFootnoteMarks(_ line: Substring) -> String {
    var kept = ""
    var rest = line
    while let open = rest.firstRange(of: "[^") {
      let name = rest[open.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "]" else {
        kept += rest[..<open.upperBound]
        rest = rest[open.upperBound...]
        continue
      }
      kept += rest[..<open.lowerBound]
      rest = rest[rest.index(after: name.endIndex)...]
      if open.lowerBound == line.startIndex, rest.first == ":" { rest = rest.dropFirst().drop { $0 == " " } }
    }
    return kept + rest
  }
}
