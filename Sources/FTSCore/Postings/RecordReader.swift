/// Reads the postings of a list cell, and records, from memory that ends somewhere. Past the end
/// it reads zeros.
@safe struct RecordReader {
  private var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// - Parameter start: the bytes from there to `end` stay readable for the life of the reader.
  @unsafe @inline(__always)
  init(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    unsafe next = start
    unsafe self.end = end
  }

  /// The next byte of a list that begins a posting, or `nil` at the end.
  @inline(__always)
  mutating func posting() -> UInt8? {
    guard unsafe next < end else { return nil }
    // SAFETY: before the end.
    let byte = unsafe next.pointee
    unsafe next += 1
    return byte
  }

  /// The next record; see FieldFrequencies.
  @inline(__always)
  mutating func record() -> FieldFrequencies {
    let byte = posting() ?? 0
    // Most records are occurrences in the body alone, fewer than 32.
    if byte & 0x83 == 0 { return FieldFrequencies(body: Int(byte >> 2)) }
    return whole(byte)
  }

  @inline(never)
  private mutating func whole(_ first: UInt8) -> FieldFrequencies {
    let head = varint(first)
    var frequencies = FieldFrequencies(body: min(head >> 2, FieldFrequencies.maximum))
    if head & 1 != 0 { frequencies.title = min(varint(posting() ?? 0), FieldFrequencies.maximum) }
    if head & 2 != 0 { frequencies.author = min(varint(posting() ?? 0), FieldFrequencies.maximum) }
    return frequencies
  }

  /// The LEB128 number that begins with the byte `first`; what does not fit 63 bits is cut off.
  private mutating func varint(_ first: UInt8) -> Int {
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    var byte = first
    while byte >= 0x80, shift < 63 {
      byte = posting() ?? 0
      value |= UInt64(byte & 0x7F) << shift
      shift += 7
    }
    return Int(truncatingIfNeeded: value & (1 << 63 - 1))
  }
}
