/// Splits ranges of scalars into runs of byte ranges: a scalar lies in the range when each byte of its
/// UTF-8 lies in the byte range at the same place of one of the runs.
///
/// The way of Russ Cox's RE2: cut where the length of the encoding changes, then where the bytes after
/// the first that differs do not go through all of their values.
enum UTF8Ranges {
  static func runs(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var runs: [[ClosedRange<UInt8>]] = []
    var pending = [range]
    while let range = pending.popLast() {
      if let cut = cut(of: range) {
        pending.append(cut...range.upperBound)
        pending.append(range.lowerBound...cut - 1)
      } else {
        runs.append(zip(bytes(of: range.lowerBound), bytes(of: range.upperBound)).map { $0...$1 })
      }
    }
    return runs
  }

  /// Where the upper part of a range begins that has to be cut in two.
  private static func cut(of range: ClosedRange<UInt32>) -> UInt32? {
    let (low, high) = (range.lowerBound, range.upperBound)
    for start: UInt32 in [0x80, 0x800, 0x1_0000] where low < start && high >= start { return start }
    if high < 0x80 { return nil }
    // Six bits a byte after the first.
    for shift: UInt32 in [6, 12, 18] {
      let mask: UInt32 = (1 << shift) - 1
      guard low & ~mask != high & ~mask else { return nil }
      if low & mask != 0 { return (low | mask) + 1 }
      if high & mask != mask { return high & ~mask }
    }
    return nil
  }

  private static func bytes(of value: UInt32) -> [UInt8] {
    let continuation = { (shift: UInt32) in UInt8(0x80 | (value >> shift) & 0x3F) }
    return switch value {
    case ..<0x80: [UInt8(value)]
    case ..<0x800: [UInt8(0xC0 | value >> 6), continuation(0)]
    case ..<0x1_0000: [UInt8(0xE0 | value >> 12), continuation(6), continuation(0)]
    default: [UInt8(0xF0 | value >> 18), continuation(12), continuation(6), continuation(0)]
    }
  }
}
