/// Decodes the bytes of pages, which need not be UTF-8 throughout.
enum TextDecoder {
  /// The text; bytes that are not part of UTF-8 are taken as Windows-1252, the encoding of the
  /// blogs that did not use UTF-8.
  ///
  /// - Returns: the text, and the offset of the first such byte.
  static func decode(_ bytes: [UInt8]) -> (text: String, firstForeignByte: Int?) {
    if let text = String(validating: bytes, as: UTF8.self) { return (text, nil) }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + 16)
    var firstForeign: Int?
    var index = 0
    while index < bytes.count {
      let length = sequenceLength(bytes, at: index)
      if length > 0 {
        utf8 += bytes[index..<index + length]
        index += length
      } else {
        firstForeign = firstForeign ?? index
        utf8 += UTF8.encode(windows1252(bytes[index]))!
        index += 1
      }
    }
    return (String(decoding: utf8, as: UTF8.self), firstForeign)
  }

  /// Bytes of the well-formed UTF-8 sequence at an index (table 3-7 of the Unicode standard); 0
  /// where there is none.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0x00...0x7F: (1, 0x80...0xBF)
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    guard length > 0, index + length <= bytes.count else { return 0 }
    for offset in 1..<max(1, length) {
      let range = offset == 1 ? second : 0x80...0xBF
      guard range.contains(bytes[index + offset]) else { return 0 }
    }
    return length
  }

  /// The character of a byte from 0x80 on. The five bytes that Windows-1252 leaves open become
  /// the replacement character.
  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard byte < 0xA0 else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upperControls[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  private static let upperControls: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
