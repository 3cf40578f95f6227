/// Keys of the tables of an index; numbers are big-endian, so that byte order is their order.
enum TableKey {
  static let settings = Array("settings".utf8)
  static let manifest = Array("manifest".utf8)

  /// What all keys of a segment begin with.
  static func segment(_ segment: UInt32) -> [UInt8] { bigEndian(segment) }

  /// Number of the segment that a key belongs to.
  @unsafe static func segment(of key: UnsafeRawBufferPointer) -> UInt32 {
    unsafe key.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  static func numbered(_ segment: UInt32, _ number: Int) -> [UInt8] {
    bigEndian(segment) + bigEndian(UInt32(truncatingIfNeeded: number))
  }

  static func named(_ segment: UInt32, _ name: some Sequence<UInt8>) -> [UInt8] {
    bigEndian(segment) + name
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [
      UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
      UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value),
    ]
  }
}
