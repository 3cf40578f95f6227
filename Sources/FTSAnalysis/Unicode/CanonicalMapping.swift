/// Canonical decomposition, order and composition (UAX #15).
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

  /// What the full canonical decomposition of `code` begins with.
  static func base(of code: UInt32) -> UInt32 {
    var base: UInt32?
    decompose(code) { base = base ?? $0 }
    return base ?? code
  }

  /// The scalar that `first` and `second` compose to, or `nil`.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.compose(first, second) ?? compositions[UInt64(first) << 21 | UInt64(second)]
  }

  /// Whether some pair that composes ends with `code`.
  static func mayCompose(_ code: UInt32) -> Bool {
    Hangul.isTrailing(code) || seconds.contains(code)
  }

  /// Whether the scalar may change what stands before it, or have its place there.
  static func dependsOnPrevious(_ code: UInt32) -> Bool { mayCompose(code) || combiningClass(code) > 0 }

  /// Canonical_Combining_Class: 0 for what begins anew, else the place of a mark among others on one letter. Unicode
  /// never changes it.
  static func combiningClass(_ code: UInt32) -> UInt8 {
    code < 0x300 ? 0 : Unicode.Scalar(code)?.properties.canonicalCombiningClass.rawValue ?? 0
  }

  /// The canonical composition of marks, behind the starter they belong to if there is one. Time is squared in their
  /// number.
  static func compose(_ scalars: [UInt32]) -> [UInt32] {
    var ordered: [UInt32] = []
    for scalar in scalars {
      decompose(scalar) { part in
        let own = combiningClass(part)
        var place = ordered.count
        while own > 0, place > 0, combiningClass(ordered[place - 1]) > own { place -= 1 }
        ordered.insert(part, at: place)
      }
    }
    guard let starter = ordered.first, combiningClass(starter) == 0 else { return ordered }
    var composed = [starter]
    for mark in ordered.dropFirst() {
      let isBlocked =
        composed.count > 1 && combiningClass(composed[composed.count - 1]) >= combiningClass(mark)
      if !isBlocked, let both = compose(composed[0], mark) {
        composed[0] = both
      } else {
        composed.append(mark)
      }
    }
    return composed
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
    let index = table.lowerBound(of: UInt64(code)) { $0 >> 42 & 0x1F_FFFF }
    guard index < table.count, UInt32(table[index] >> 42 & 0x1F_FFFF) == code else { return nil }
    return (UInt32(table[index] >> 21 & 0x1F_FFFF), UInt32(table[index] & 0x1F_FFFF))
  }

  private static func singleton(of code: UInt32) -> UInt32? {
    let table = CanonicalSingletons.packed
    let index = table.lowerBound(of: UInt64(code)) { $0 >> 21 }
    guard index < table.count, UInt32(table[index] >> 21) == code else { return nil }
    return UInt32(table[index] & 0x1F_FFFF)
  }
}
