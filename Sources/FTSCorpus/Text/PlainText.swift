/// What may stand in the text of a document.
enum PlainText {
  /// True for the white space of ASCII.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// True for control characters other than tab and line ends: they become spaces.
  static func isUnwanted(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }

  /// The text with a space in place of each unwanted control character.
  static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: isUnwanted) else { return text }
    return String(decoding: text.utf8.map { isUnwanted($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The text with plain spaces in place of no-break spaces.
  static func withPlainSpaces(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.lazy.map { $0 == "\u{A0}" ? " " : $0 }))
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
