/// A set of Unicode scalars as ascending ranges that neither overlap nor touch.
struct ScalarSet: Equatable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  /// Every scalar there is: the surrogates between the ranges are none.
  static let all = ScalarSet([0...0xD7FF, 0xE000...0x10FFFF])

  /// The scalars of any ranges, in any order.
  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
        let end = max(last.upperBound, range.upperBound)
        self.ranges[self.ranges.count - 1] = last.lowerBound...end
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// The set of one scalar.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// All scalars but these.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return ScalarSet(gaps).intersection(.all)
  }

  /// These and the lower case of each. Where a range is as long as an alphabet with all its blocks, it is
  /// taken to have both cases.
  var withLowercase: ScalarSet {
    var added: [ClosedRange<UInt32>] = []
    for range in ranges where range.count <= 4_096 {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        if let lower = mapping.first, mapping.count == 1, lower != scalar {
          added.append(lower.value...lower.value)
        }
      }
    }
    return added.isEmpty ? self : ScalarSet(ranges + added)
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar.value) } }

  private func intersection(_ other: ScalarSet) -> ScalarSet {
    ScalarSet(ranges.flatMap { range in other.ranges.filter(range.overlaps).map(range.clamped) })
  }
}
