/// Reads a `Blob` from front to back. Reading past the end yields zeros and is remembered, so
/// that a decoder checks once, at its end.
struct ByteReader {
  /// The lowest bit of each byte of a word.
  private static let eachByte: UInt64 = 0x0101_0101_0101_0101

  private let blob: Blob
  private(set) var offset: Int
  /// Whether something was asked for that the bytes do not hold.
  private(set) var hasOverrun = false

  /// - Parameter offset: not negative.
  init(_ blob: Blob, at offset: Int = 0) {
    self.blob = blob
    self.offset = max(0, offset)
  }

  /// Has the bytes brought to the cache that lie so far past what is read next.
  @inline(__always)
  func prefetch(past distance: Int = 0) { blob.prefetch(offset &+ distance) }

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

  /// Bytes up to the end.
  var rest: Int { max(0, blob.count - offset) }

  /// An unsigned LEB128 number of at most 63 bits.
  @inline(__always)
  mutating func varint() -> Int {
    if offset &+ 2 <= blob.count {
      // SAFETY: two bytes are there.
      let word = unsafe Int(
        UInt16(littleEndian: blob.pointer.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      if word & 0x8080 != 0x8080 {
        // One byte or two, without a branch: which of them is as good as random.
        let continues = word >> 7 & 1
        offset &+= 1 &+ continues
        return word & 0x7F | word >> 1 & (0x3F80 & (0 &- continues))
      }
    }
    // A copy goes through the loop, so that the reader itself can stay in registers.
    var own = self
    let value = own.wholeVarint()
    self = own
    return value
  }

  private mutating func wholeVarint() -> Int {
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

  /// Passes over `count` LEB128 numbers, many bytes at a time: the bytes with the highest bit unset
  /// are the ends of numbers.
  mutating func skipVarints(_ count: Int) {
    var rest = count
    while rest >= 64, offset + 64 <= blob.count {
      var continuing: UInt64 = 0
      for place in stride(from: 0, to: 64, by: 8) {
        // SAFETY: 64 bytes are there. Bytes are counted alike in either order.
        let word = unsafe blob.pointer.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self)
        continuing &+= word >> 7 & Self.eachByte
      }
      rest -= 64 - Int((continuing &* Self.eachByte) >> 56)
      offset += 64
    }
    while rest > 0, offset + 8 <= blob.count {
      // SAFETY: eight bytes are there.
      let word = unsafe UInt64(
        littleEndian: blob.pointer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      // Byte by byte, how many numbers have ended.
      let ended = (~word >> 7 & Self.eachByte) &* Self.eachByte
      let present = Int(ended >> 56)
      if present < rest {
        rest &-= present
        offset &+= 8
      } else {
        // The first byte in which as many have ended.
        let reached = (ended | Self.eachByte << 7) &- UInt64(rest) &* Self.eachByte
        offset &+= (reached & Self.eachByte << 7).trailingZeroBitCount / 8 &+ 1
        return
      }
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
