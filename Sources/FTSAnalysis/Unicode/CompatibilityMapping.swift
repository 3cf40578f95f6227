/// What scalars stand for besides their shape (compatibility decomposition, UAX #15).
enum CompatibilityMapping {
  /// What the scalar `code` is compatible with, canonically decomposed; `nil` where that is nothing but itself, or
  /// has something between words, or is an emoji.
  static func scalars(for code: UInt32) -> ArraySlice<UInt32>? {
    let table = CompatibilityMappings.packed
    let index = table.lowerBound(of: UInt64(code)) { $0 >> 24 }
    guard index < table.count, table[index] >> 24 == UInt64(code) else { return nil }
    let start = Int(table[index] >> 8 & 0xFFFF)
    return CompatibilityMappings.scalars[start..<start + Int(table[index] & 0xFF)]
  }
}
