/// The text of a document: paragraphs, with their line breaks.
enum BodyText {
  static func write(_ text: String, to html: inout HTMLWriter) {
    html.element("div", .class("body")) { html in
      for paragraph in paragraphs(of: text) {
        html.element("p", .set("dir", "auto"), text: paragraph)
      }
    }
  }

  /// What stands between lines that are empty.
  static func paragraphs(of text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }
}
