extension OutputSpan<UInt8> {
  /// Appends an unsigned LEB128 number. `value` is not negative.
  @inline(__always)
  mutating func append(varint value: Int) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
