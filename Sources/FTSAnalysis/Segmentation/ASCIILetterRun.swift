/// How many of the next eight bytes are ASCII letters, found with arithmetic on all eight at once.
///
/// Words of running text end within eight bytes more often than not; a loop over bytes would mispredict the
/// end of nearly each of them.
struct ASCIILetterRun {
  /// Letters before the first byte that is none, 0 to 8.
  let count: Int
  /// Whether one of these is upper case.
  let hasUpper: Bool

  /// Bytes that a run looks at.
  static let width = 8

  /// Reads the bytes from `index` on; there must be at least ``width``.
  @inline(__always)
  init(in text: Span<UInt8>, at index: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones &* 0x80
    // SAFETY: the load checks its bounds, and any bits are a UInt64.
    let bytes = unsafe UInt64(
      littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    // With the high bits off no sum carries into the next byte: each ends with its high bit saying "at least".
    let lower = (bytes & ~high) | (ones &* 0x20)
    let atLeastA = lower &+ ones &* (0x80 - 0x61)
    let aboveZ = lower &+ ones &* (0x80 - 0x7B)
    let others = ~(atLeastA & ~aboveZ & ~bytes) & high
    count = others.trailingZeroBitCount / 8
    // The bit 0x20 of each byte before the first that is no letter; if there is none, of all.
    let before = (others & (0 &- others)) &- 1
    hasUpper = ~bytes & (ones &* 0x20) & before != 0
  }
}
