/// Text as roff takes it.
enum Roff {
  /// Text within a line or as an argument of a macro: what means something to roff means itself, characters beyond ASCII
  /// are named by their numbers, and a dash that begins an option can be copied to a shell.
  static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "\"": escaped += "\\(dq"
      case "-" where last == "-" || !last.properties.isAlphabetic: escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
      last = scalar
    }
    return escaped
  }

  /// Text as lines of at most 78 bytes, a sentence beginning a new one, so that roff can tell where sentences end.
  static func lines(_ text: some StringProtocol) -> [String] {
    var lines: [String] = []
    var isSentenceOver = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      let escaped = escaped(word)
      if !isSentenceOver, let last = lines.last, last.utf8.count + 1 + escaped.utf8.count <= lineWidth {
        lines[lines.count - 1] += " " + escaped
      } else {
        lines.append(line(word))
      }
      isSentenceOver = word.hasSuffix(".")
    }
    return lines
  }

  private static let lineWidth = 78

  /// A line of text, which is no request whatever it begins with.
  static func line(_ text: some StringProtocol) -> String {
    let escaped = escaped(text)
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }

  /// A line of an example: every dash is one of a shell.
  static func literal(_ text: some StringProtocol) -> String {
    let line = line(text).replacing("\\-", with: "-").replacing("-", with: "\\-")
    return line.isEmpty ? "\\&" : line
  }

  /// An argument of a macro, which is no macro itself: their names have two or three letters.
  static func argument(_ text: some StringProtocol) -> String {
    let word = literal(text)
    if word.contains(" ") { return "\"\(word)\"" }
    return word.utf8.count <= 3 ? "\\&" + word : word
  }
}
