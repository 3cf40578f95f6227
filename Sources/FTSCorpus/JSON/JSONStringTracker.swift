/// Follows the strings of a JSON text that need not be sound, byte by byte. A line end must be escaped in a
/// string: where one is not, a quote is missing, and the string is taken to end there.
struct JSONStringTracker {
  private var isInString = false
  private var isEscaped = false

  /// Takes the next byte; whether it stands outside of strings and their quotes.
  mutating func isOutside(_ byte: UInt8) -> Bool {
    guard isInString else {
      isInString = byte == UInt8(ascii: "\"")
      return !isInString
    }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") {
      isInString = false
    }
    return false
  }
}
