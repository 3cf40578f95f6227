/// The text of a post as Reddit keeps it: Markdown in which `&`, `<` and `>` are escaped as in HTML.
/// The marks of Markdown stay, but for those of quotes.
struct RedditText: Equatable {
  /// The author's own words.
  var body: String
  /// Each run of quoted lines.
  var quotes: [String] = []

  init(_ source: String) {
    var own: [Substring] = []
    var quote: [Substring] = []
    var quotes: [String] = []
    func endQuote() {
      let text = PlainText.trimmed(quote.joined(separator: "\n"))
      if !text.isEmpty { quotes.append(text) }
      quote = []
    }
    for line in Self.unescaped(source).split(separator: "\n", omittingEmptySubsequences: false) {
      // `>!` hides what follows.
      if line.hasPrefix(">"), !line.hasPrefix(">!") {
        quote.append(line.drop { $0 == ">" || $0 == " " })
      } else {
        if !quote.isEmpty {
          endQuote()
          own.append("")
        }
        own.append(line)
      }
    }
    endQuote()
    body = Self.joined(own)
    self.quotes = quotes
  }

  /// The text with plain characters for the three that are escaped, and spaces for those that the
  /// editor puts between paragraphs (a space without width, a no-break space).
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return replaced(replaced(text, entities), spaces)
  }

  private static let entities: [(String, String)] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")]
  private static let spaces: [(String, String)] = [("&#x200B;", " "), ("&nbsp;", " ")]

  /// The text with the second of a pair wherever the first stands, which begins with `&`.
  private static func replaced(_ text: String, _ pairs: [(String, String)]) -> String {
    let source = text.utf8
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var rest = source[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<start]
      rest = rest[start...]
      if let (name, character) = pairs.first(where: { rest.starts(with: $0.0.utf8) }) {
        result += character.utf8
        rest = rest.dropFirst(name.utf8.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  /// The lines without more than one blank line between two.
  private static func joined(_ lines: [Substring]) -> String {
    var text: [Substring] = []
    for line in lines {
      let isBlank = line.utf8.allSatisfy(PlainText.isBlank)
      if !isBlank || text.last?.isEmpty == false { text.append(isBlank ? "" : line) }
    }
    return PlainText.trimmed(text.joined(separator: "\n"))
  }
}
