/// Reads a `Blob` from front to back. Reading past the end yields zeros and is remembered, so
/// that a decoder checks once, at its end.
struct ByteReader {
  private let blob: Blob
  private(set) var offset: Int
  /// Whether something was asked for that the bytes do not hold.
  private(set) var hasOverrun = false

  init(_ blob: Blob, at offset: Int = 0) {
    self.blob = blob
    self.offset = offset
  }

  var isAtEnd: Bool { offset >= blob.count }

  mutating func byte() -> UInt8 {
    guard offset < blob.count else {
      hasOverrun = true
      return 0
    }
    defer { offset += 1 }
    return blob[offset]
  }

  mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) -> T {
    guard offset <= blob.count - MemoryLayout<T>.size else {
      hasOverrun = true
      return 0
    }
    defer { offset += MemoryLayout<T>.size }
    return blob.load(type, at: offset)
  }

  /// An unsigned LEB128 number of at most 63 bits.
  mutating func varint() -> Int {
    var value = UInt64(byte())
    guard value >= 0x80 else { return Int(value) }
    value &= 0x7F
    var shift: UInt64 = 7
    while shift < 63 {
      let next = UInt64(byte())
      value |= (next & 0x7F) << shift
      if next < 0x80 { return Int(truncatingIfNeeded: value & (1 << 63 - 1)) }
      shift += 7
    }
    hasOverrun = true
    return 0
  }

  /// The next `length` bytes.
  mutating func bytes(_ length: Int) -> Blob {
    guard let part = blob.slice(offset, length) else {
      hasOverrun = true
      return .empty
    }
    offset += length
    return part
  }

  /// Bytes that follow their length.
  mutating func sized() -> Blob { bytes(varint()) }

  mutating func skip(_ length: Int) { _ = bytes(length) }
}
