/// How a piece of text is shown (ECMA-48, SGR).
enum TextStyle: String {
  case bold = "1"
  case dim = "2"
  case match = "1;4"

  /// `text` in this style, where the terminal has styles.
  func applied(to text: String, on terminal: Terminal) -> String {
    terminal.hasStyles && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
