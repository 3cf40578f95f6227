/// What the fast path of ``WordTokenizer`` asks of a byte: a bit each, none for bytes that only separate.
struct ASCIIClass: OptionSet {
  let rawValue: UInt8

  static let lower = ASCIIClass(rawValue: 1)
  static let upper = ASCIIClass(rawValue: 2)
  static let digit = ASCIIClass(rawValue: 4)
  static let apostrophe = ASCIIClass(rawValue: 8)
  /// Comma, full stop and semicolon, which join digits.
  static let numericJoiner = ASCIIClass(rawValue: 16)
  /// Not ASCII: the general path decides.
  static let beyond = ASCIIClass(rawValue: 32)

  static let letter: ASCIIClass = [.lower, .upper]
  static let word: ASCIIClass = [.letter, .digit]

  /// The classes of all byte values.
  static let table: [ASCIIClass] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0x61...0x7A: .lower
    case 0x41...0x5A: .upper
    case 0x30...0x39: .digit
    case 0x27: .apostrophe
    case 0x2C, 0x2E, 0x3B: .numericJoiner
    case 0x80...: .beyond
    default: []
    }
  }
}
