import FTSTestSupport

/// Random text that word rules find hard: few scalars, all of them with a part in some rule.
struct RandomText {
  /// ASCII of every class the fast path tells apart.
  static let ascii = Array("abzAZs019'',.;:_- \"\n".unicodeScalars)

  /// Scalars of every Word_Break class, of every way of folding, and some ASCII.
  static let unicode =
    ascii
    + Array(
      """
      éÉßẞæØłıİςΣйЁאב״׳アカーが日ㅏ가각한ก่ाक्ष①٣०’‘ʼʻ′·，．：‿﹍；\u{301}\u{308}\u{327}\u{3099}\u{1161}\u{11A8}\u{1100}\
      \u{AD}\u{200D}\u{200C}\u{200B}\u{FE0F}\u{20E3}\u{2060}\u{FEFF}\u{3164}\u{E0067}\u{1F3FD}\
      ❤★©™😀👨👩🇫🇩🇪Ⓜ˂ﬁŉﾞﾊ豈Å\u{85}\u{2028}\r\u{0}\u{10FFFF}
      """.unicodeScalars)

  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Up to `limit` scalars of `alphabet`; scalars tend to come back soon.
  mutating func scalars(of alphabet: [Unicode.Scalar], upTo limit: Int) -> String {
    var text = String.UnicodeScalarView()
    let few = (0..<8).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
    for _ in 0..<Int.random(in: 0...limit, using: &generator) {
      text.append(
        Bool.random(using: &generator)
          ? few[Int.random(in: few.indices, using: &generator)]
          : alphabet[Int.random(in: alphabet.indices, using: &generator)])
    }
    return String(text)
  }

  /// Up to `limit` random bytes, often pieces of well-formed UTF-8.
  mutating func bytes(upTo limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...limit, using: &generator) {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.append(.random(in: .min ... .max, using: &generator))
      case 1: bytes.append(.random(in: 0xC0...0xF5, using: &generator))
      case 2: bytes += Array(scalars(of: Self.unicode, upTo: 1).utf8)
      default: bytes += Array(scalars(of: Self.unicode, upTo: 1).utf8).dropLast()
      }
    }
    return bytes
  }
}
