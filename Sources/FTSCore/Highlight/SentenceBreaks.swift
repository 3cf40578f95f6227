/// Where sentences begin in a text, as far as its signs tell: behind a line end, and behind a sign that ends a
/// sentence and what closes with it, unless a lower-case letter follows ("e.g. this") or a single letter stands before
/// it ("J. Smith").
enum SentenceBreaks {
  /// White space between words.
  static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Whether a sentence begins at a byte that does not begin the text.
  static func isStart(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index > 0, !isSpace(text[index]), text[index] & 0xC0 != 0x80 else { return false }
    var end = index
    while end > 0, isSpace(text[end - 1]) {
      end -= 1
      if text[end] == UInt8(ascii: "\n") { return true }
    }
    guard end > 0 else { return false }
    // Ideographic signs have no space behind them.
    if ends(text, end, with: [0xE3, 0x80, 0x82]) || ends(text, end, with: [0xEF, 0xBC, 0x81])
      || ends(text, end, with: [0xEF, 0xBC, 0x9F])
    {
      return true
    }
    if end == index { return false }
    end = withoutClosers(text, end)
    guard end > 0 else { return false }
    switch text[end - 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "."): return !isLowercase(text[index]) && !isInitial(text, end - 1)
    default: return ends(text, end, with: [0xE2, 0x80, 0xA6]) && !isLowercase(text[index])
    }
  }

  /// The end of what stands before quotation marks and brackets that close.
  private static func withoutClosers(_ text: Span<UInt8>, _ end: Int) -> Int {
    var end = end
    while end > 0 {
      switch text[end - 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): end -= 1
      case 0x9D where ends(text, end, with: [0xE2, 0x80, 0x9D]): end -= 3
      case 0x99 where ends(text, end, with: [0xE2, 0x80, 0x99]): end -= 3
      case 0xBB where ends(text, end, with: [0xC2, 0xBB]): end -= 2
      default: return end
      }
    }
    return end
  }

  private static func ends(_ text: Span<UInt8>, _ end: Int, with bytes: [UInt8]) -> Bool {
    guard end >= bytes.count else { return false }
    return bytes.indices.allSatisfy { text[end - bytes.count + $0] == bytes[$0] }
  }

  /// Whether a full stop is that of a single capital letter.
  private static func isInitial(_ text: Span<UInt8>, _ stop: Int) -> Bool {
    guard stop > 0, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[stop - 1]) else { return false }
    return stop == 1 || isSpace(text[stop - 2]) || text[stop - 2] == UInt8(ascii: ".")
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
