/// The lines of a text one after the other, without their ends (LF or CRLF).
struct TextLines {
  private let text: String
  /// Where the next line begins.
  private(set) var position: String.Index

  init(_ text: String, from start: String.Index? = nil) {
    self.text = text
    position = start ?? text.startIndex
  }

  /// Where the next line is in the text; `nil` at its end.
  mutating func next() -> Range<String.Index>? {
    guard position < text.endIndex else { return nil }
    let start = position
    guard let newline = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else {
      position = text.endIndex
      return start..<position
    }
    position = text.utf8.index(after: newline)
    guard newline > start, text.utf8[text.utf8.index(before: newline)] == 0x0D else { return start..<newline }
    return start..<text.utf8.index(before: newline)
  }
}
