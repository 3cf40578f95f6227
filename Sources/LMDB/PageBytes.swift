/// Bytes of a data file, from which integers are read with their bounds checked.
struct PageBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The bytes of a range, which must be in bounds.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  /// The integer at `offset`, in the machine's byte order as LMDB writes it; nil out of bounds.
  func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T? {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<T>.size else { return nil }
    // SAFETY: the range lies within the array.
    return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }
}
