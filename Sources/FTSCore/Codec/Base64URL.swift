/// Bytes as letters, digits, `-` and `_` (RFC 4648, 5), without padding.
enum Base64URL {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var rest: UInt32 = 0
    var bits = 0
    for byte in bytes {
      rest = rest << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(digits[Int(rest >> UInt32(bits)) & 63])
      }
    }
    if bits > 0 { text.append(digits[Int(rest << UInt32(6 - bits)) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` for what `encode` does not give.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest: UInt32 = 0
    var bits = 0
    for digit in text.utf8 {
      guard let value = digits.firstIndex(of: digit) else { return nil }
      rest = rest << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: rest >> UInt32(bits)))
      }
    }
    // Bits that belong to no byte are fewer than those of a digit, and 0.
    guard bits < 6, rest & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }
}
