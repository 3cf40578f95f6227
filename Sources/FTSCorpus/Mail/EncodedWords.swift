/// Words of headers in other character sets: `=?utf-8?Q?caf=C3=A9?=` (RFC 2047).
enum EncodedWords {
  private struct Word {
    var charset: String
    var bytes: [UInt8]
    var end: Int
  }

  /// The value of a header as text. Blanks between encoded words go; the bytes of neighbours of one set are decoded together, since
  /// programs cut characters between them.
  static func decode(_ bytes: [UInt8]) -> String {
    guard ByteSearch.contains("=?", in: bytes) else { return TextDecoder.decode(bytes).text }
    var text = ""
    var plain: [UInt8] = []
    var run: Word?
    var index = 0
    func endRun() {
      if let run { text += CharsetDecoder.decode(run.bytes, named: run.charset).text }
      run = nil
    }
    while index < bytes.count {
      guard let word = word(in: bytes, at: index) else {
        plain.append(bytes[index])
        index += 1
        continue
      }
      if run == nil || !plain.allSatisfy(PlainText.isBlank) {
        endRun()
        text += TextDecoder.decode(plain).text
      }
      plain = []
      if run?.charset == word.charset {
        run?.bytes += word.bytes
      } else {
        endRun()
        run = word
      }
      index = word.end
    }
    endRun()
    return text + TextDecoder.decode(plain).text
  }

  private static func word(in bytes: [UInt8], at start: Int) -> Word? {
    guard bytes[start] == UInt8(ascii: "="), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "?")
    else { return nil }
    guard let charsetEnd = mark(in: bytes, from: start + 2), charsetEnd + 2 < bytes.count,
      bytes[charsetEnd + 2] == UInt8(ascii: "?"),
      let textEnd = mark(in: bytes, from: charsetEnd + 3), textEnd + 1 < bytes.count,
      bytes[textEnd + 1] == UInt8(ascii: "=")
    else { return nil }
    let text = bytes[charsetEnd + 3..<textEnd]
    let decoded: [UInt8]
    switch bytes[charsetEnd + 1] | 0x20 {
    case UInt8(ascii: "q"): decoded = TransferEncoding.quotedPrintable(text, blank: UInt8(ascii: "_"))
    case UInt8(ascii: "b"): decoded = TransferEncoding.base64(text).bytes
    default: return nil
    }
    // A language may follow the set (RFC 2231, section 5).
    let charset = bytes[start + 2..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
    return Word(
      charset: String(decoding: charset, as: UTF8.self).lowercased(), bytes: decoded, end: textEnd + 2)
  }

  /// Longest word: those of the standard have 75 bytes, programs write longer ones.
  private static let maximumBytes = 2000

  private static func mark(in bytes: [UInt8], from start: Int) -> Int? {
    bytes[start..<min(bytes.count, start + maximumBytes)].firstIndex(of: UInt8(ascii: "?"))
  }
}
