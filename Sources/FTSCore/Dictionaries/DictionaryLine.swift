/// A line of a file that an operator writes, one thing to a line: neither empty nor a comment, which begins with `#`.
struct DictionaryLine {
  /// From 1.
  var number: Int
  /// Without white space around it.
  var text: Substring

  /// The lines of a text.
  static func lines(of text: String) -> [DictionaryLine] {
    var lines: [DictionaryLine] = []
    // Not by characters: to Swift the end of a line of Windows is one, and another than that of a line of Unix.
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = trimmed(Substring(line))
      if line.isEmpty || line.unicodeScalars.first == "#" { continue }
      lines.append(DictionaryLine(number: index + 1, text: line))
    }
    return lines
  }

  /// A text without white space around it, of which a byte order mark is some.
  static func trimmed(_ text: Substring) -> Substring {
    var scalars = text.unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return Substring(scalars)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
}
