/// Canonical decomposition and composition of single scalars (UAX #15).
///
/// Combining marks are not reordered: text that is not itself normalised, with several marks in an order of its
/// own on one letter, may keep that order.
enum CanonicalMapping {
  /// Calls `body` with each scalar of the full canonical decomposition of `code`. Hangul syllables stay whole.
  static func decompose(_ code: UInt32, _ body: (UInt32) -> Void) {
    if let pair = pair(of: code) {
      decompose(pair.first, body)
      body(pair.second)
    } else if let single = singleton(of: code) {
      decompose(single, body)
    } else {
      body(code)
    }
  }

  /// The scalar that `first` and `second` compose to, or `nil`.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.compose(first, second) ?? compositions[UInt64(first) << 21 | UInt64(second)]
  }

  /// Whether some pair that composes ends with `code`.
  static func mayCompose(_ code: UInt32) -> Bool {
    Hangul.isTrailing(code) || seconds.contains(code)
  }

  private static let compositions: [UInt64: UInt32] = {
    var compositions: [UInt64: UInt32] = [:]
    for packed in CanonicalPairs.packed where packed >> 63 == 0 {
      compositions[packed & 0x3FF_FFFF_FFFF] = UInt32(packed >> 42)
    }
    return compositions
  }()

  private static let seconds = Set(compositions.keys.map { UInt32($0 & 0x1F_FFFF) })

  private static func pair(of code: UInt32) -> (first: UInt32, second: UInt32)? {
    let table = CanonicalPairs.packed
    let index = lowerBound(of: UInt64(code), in: table) { $0 >> 42 & 0x1F_FFFF }
    guard index < table.count, UInt32(table[index] >> 42 & 0x1F_FFFF) == code else { return nil }
    return (UInt32(table[index] >> 21 & 0x1F_FFFF), UInt32(table[index] & 0x1F_FFFF))
  }

  private static func singleton(of code: UInt32) -> UInt32? {
    let table = CanonicalSingletons.packed
    let index = lowerBound(of: UInt64(code), in: table) { $0 >> 21 }
    guard index < table.count, UInt32(table[index] >> 21) == code else { return nil }
    return UInt32(table[index] & 0x1F_FFFF)
  }

  /// The first index whose key is not below `key`, in a table ascending by key.
  private static func lowerBound(of key: UInt64, in table: [UInt64], by keyOf: (UInt64) -> UInt64) -> Int {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if keyOf(table[middle]) < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
