/// Numeric character references, as `&#x1F;`, to characters that XML forbids (XML 1.0, production 2).
/// Dumps that escape whatever their databases hold have them.
enum XMLReferences {
  /// Longest reference that is looked at, in bytes; 0x10FFFF takes ten.
  private static let maximumBytes = 16

  /// The text with a space in place of each such reference.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    var mended: [UInt8] = []
    var copied = 0
    var index = 1
    // The number sign is the rarer of the two bytes.
    while let sign = ByteSearch.firstIndex(of: UInt8(ascii: "#"), in: bytes, from: index) {
      index = sign + 1
      guard bytes[sign - 1] == UInt8(ascii: "&"), let end = endOfForbidden(bytes, after: sign) else {
        continue
      }
      mended += bytes[copied..<sign - 1]
      mended.append(0x20)
      copied = end
      index = end
    }
    return copied == 0 ? bytes : mended + bytes[copied...]
  }

  /// Where a reference begins that the end of the bytes may have cut.
  static func startOfCut(in bytes: [UInt8]) -> Int? {
    guard let start = bytes.indices.suffix(maximumBytes).last(where: { bytes[$0] == UInt8(ascii: "&") }),
      start + 1 == bytes.count || bytes[start + 1] == UInt8(ascii: "#"),
      !bytes[start...].contains(UInt8(ascii: ";"))
    else { return nil }
    return start
  }

  /// Index behind the semicolon, where what follows the sign refers to a forbidden character.
  private static func endOfForbidden(_ bytes: [UInt8], after sign: Int) -> Int? {
    let limit = min(bytes.count, sign + maximumBytes)
    guard let semicolon = bytes[sign..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    var digits = bytes[(sign + 1)..<semicolon]
    let isHexadecimal = digits.first == UInt8(ascii: "x")
    if isHexadecimal { digits = digits.dropFirst() }
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      isForbidden(value)
    else { return nil }
    return semicolon + 1
  }

  private static func isForbidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: false
    default: true
    }
  }
}
