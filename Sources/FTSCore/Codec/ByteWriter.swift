/// Bytes being put together for the disk: little-endian integers, LEB128 numbers, sized strings.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  var count: Int { bytes.count }

  mutating func removeAll() {
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
    unsafe withUnsafeBytes(of: value.littleEndian) {
      // SAFETY: the bytes of a trivial local value, copied before it goes.
      unsafe bytes.append(contentsOf: $0)
    }
  }

  /// An unsigned LEB128 number. `value` is not negative.
  mutating func varint(_ value: Int) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(_ other: some Sequence<UInt8>) { bytes.append(contentsOf: other) }

  mutating func append(_ other: Span<UInt8>) {
    // SAFETY: the bytes are copied within the closure.
    unsafe other.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends all of `values`.
  mutating func integers<T: FixedWidthInteger & BitwiseCopyable>(_ values: [T]) {
    // Swift 6.3 would write the count of the storage that all empty arrays share, a race; see `Vocabulary.resolve`.
    if values.isEmpty { return }
    bytes.append(addingCapacity: values.count * MemoryLayout<T>.size) { bytes in
      for value in values {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: value >> T(shift)))
        }
      }
    }
  }

  /// The length of `content`, then `content`.
  mutating func sized(_ content: some Collection<UInt8>) {
    varint(content.count)
    bytes.append(contentsOf: content)
  }

  /// Overwrites four bytes at `offset`.
  mutating func set(_ value: UInt32, at offset: Int) {
    for i in 0..<4 { bytes[offset + i] = UInt8(truncatingIfNeeded: value >> UInt32(8 * i)) }
  }
}
