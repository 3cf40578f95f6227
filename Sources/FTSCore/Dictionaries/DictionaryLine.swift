/// A line of a file that an operator writes, one thing to a line: neither empty nor a comment, which begins with `#`.
struct DictionaryLine {
  /// From 1.
  var number: Int
  /// Without white space around it.
  var text: Substring

  /// The lines of a text, with a byte order mark or without.
  static func lines(of text: String) -> [DictionaryLine] {
    var lines: [DictionaryLine] = []
    // Not by characters: to Swift the end of a line of Windows is one, and another than that of a line of Unix.
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      var line = Substring(line)
      if index == 0, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
      line = trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      lines.append(DictionaryLine(number: index + 1, text: line))
    }
    return lines
  }

  /// A text without white space around it.
  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
