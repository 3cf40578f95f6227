/// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923): names records that have no id. Stable over
/// releases, since a record read again must get the same id again.
struct ContentHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a part; the same text cut into other parts hashes differently.
  mutating func add(_ part: String) {
    for byte in part.utf8 { add(byte) }
    // No UTF-8 text holds this byte.
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  /// Sixteen hexadecimal digits.
  var digits: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
