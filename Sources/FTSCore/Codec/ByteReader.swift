import CPrefetch

/// Reads a `Blob` from front to back. Reading past the end yields zeros and is remembered, so
/// that a decoder checks once, at its end.
struct ByteReader {
  private let blob: Blob
  private(set) var offset: Int
  /// Whether something was asked for that the bytes do not hold.
  private(set) var hasOverrun = false

  /// - Parameter offset: not negative.
  init(_ blob: Blob, at offset: Int = 0) {
    self.blob = blob
    self.offset = max(0, offset)
  }

  /// Has what is read next brought to the cache.
  func prefetch() {
    // SAFETY: prefetching reads nothing, and takes any address.
    unsafe ftsd_prefetch(blob.pointer + offset)
  }

  var isAtEnd: Bool { offset >= blob.count }

  @inline(__always)
  mutating func byte() -> UInt8 {
    guard offset < blob.count else {
      hasOverrun = true
      return 0
    }
    // SAFETY: the offset is never negative, and below the end.
    let byte = unsafe blob.pointer.load(fromByteOffset: offset, as: UInt8.self)
    offset += 1
    return byte
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
  @inline(__always)
  mutating func varint() -> Int {
    let first = byte()
    return first < 0x80 ? Int(first) : varint(first)
  }

  /// The number that begins with `first`, which does not end it.
  private mutating func varint(_ first: UInt8) -> Int {
    var value = UInt64(first & 0x7F)
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

  /// Passes over `count` LEB128 numbers: eight bytes at a time, counting those that end a number.
  mutating func skipVarints(_ count: Int) {
    var rest = count
    while rest >= 8, offset + 8 <= blob.count {
      rest -= (~blob.load(UInt64.self, at: offset) & 0x8080_8080_8080_8080).nonzeroBitCount
      offset += 8
    }
    while rest > 0, !hasOverrun {
      if byte() < 0x80 { rest -= 1 }
    }
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
}
