/// What a line of a page is, told from the line alone.
enum PageLine: Equatable {
  case blank
  /// The heading above the comments, as in `3 comments on “Her”`.
  case commentsHeading
  /// The line above a form for comments, as in `Leave a reply`; what follows belongs to the page,
  /// not to its text.
  case replyForm
  /// The first line of a comment: its number, the column its author begins in, the author.
  case commentHead(ordinal: Int, column: Int, author: String)
  /// A numbered line that tells of a link from elsewhere.
  case pingback(ordinal: Int, column: Int, title: String)
  case text

  /// - Parameter title: the first line of the page, which a heading may repeat without quotes.
  init(_ line: String, title: String) {
    let trimmed = PlainText.trimmed(line)
    if trimmed.isEmpty {
      self = .blank
    } else if Self.isCommentsHeading(trimmed, title: title) {
      self = .commentsHeading
    } else if Self.isReplyForm(trimmed) {
      self = .replyForm
    } else {
      self = Self.listItem(line) ?? .text
    }
  }

  /// `3 comments on “…”`, `One thought on "…"`, `2 Responses to …`, or `3 comments` alone.
  private static func isCommentsHeading(_ line: String, title: String) -> Bool {
    var words = line.split(maxSplits: 3, omittingEmptySubsequences: true) { $0 == " " }
    guard words.count >= 2 else { return false }
    let count = words.removeFirst().lowercased()
    guard count == "one" || count.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") })
    else { return false }
    let noun = words.removeFirst().lowercased()
    guard
      ["comment", "comments", "thought", "thoughts", "response", "responses", "reply", "replies"]
        .contains(noun)
    else { return false }
    if words.isEmpty { return noun.hasPrefix("comment") }
    guard words.count == 2, ["on", "to"].contains(words[0].lowercased()) else { return false }
    guard let first = words[1].first else { return false }
    return "\"“”„«'‘’".contains(first) || words[1].hasPrefix(title)
  }

  private static func isReplyForm(_ line: String) -> Bool {
    let lowered = line.lowercased()
    let forms = ["leave a reply", "leave a comment", "no comments", "no comments yet"]
    return forms.contains(lowered) || lowered.hasPrefix("leave a reply cancel")
      || ["leave a comment on “", "leave a comment on \"", "no comments on “", "no comments on \""]
        .contains { lowered.hasPrefix($0) }
  }

  /// `12. name says:` or `12. Pingback: title`, after any indentation.
  private static func listItem(_ line: String) -> PageLine? {
    var column = 0
    var rest = line[...]
    skipBlanks(&rest, &column)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...6).contains(digits.utf8.count), let ordinal = Int(digits) else { return nil }
    rest.removeFirst(digits.count)
    guard rest.first == "." || rest.first == ")" else { return nil }
    rest.removeFirst()
    column += digits.count + 1
    let before = column
    skipBlanks(&rest, &column)
    guard column > before else { return nil }
    let text = PlainText.trimmed(rest)
    if text.hasPrefix("Pingback: ") {
      return .pingback(ordinal: ordinal, column: column, title: String(text.dropFirst(10)))
    }
    for verb in [" says:", " said:"] where text.hasSuffix(verb) {
      let author = PlainText.trimmed(text.dropLast(verb.count))
      if !author.isEmpty { return .commentHead(ordinal: ordinal, column: column, author: author) }
    }
    return nil
  }

  /// Steps over blanks; a tab is four columns.
  private static func skipBlanks(_ rest: inout Substring, _ column: inout Int) {
    while let first = rest.first, first == " " || first == "\t" {
      column += first == "\t" ? 4 : 1
      rest.removeFirst()
    }
  }
}
