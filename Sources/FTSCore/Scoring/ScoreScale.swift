/// Scores as whole numbers, in which evaluation adds them up: sums of whole numbers are the same in
/// whatever order they are made, so that ruling documents out early cannot change a score.
///
/// A unit is a power of two, such that the weights of a query's clauses together fill 32 bits at most. An
/// impact is a fraction of 2³². What a clause adds to a score is their product, of which the upper 32 bits
/// are kept: less than two units are lost per clause, 2⁻³⁰ of the greatest score that the query can give.
struct ScoreScale {
  /// Score of a unit.
  private let unit: Double

  /// - Parameter total: sum of the weights of all clauses that score, times what scores are multiplied by at most; not negative.
  init(total: Double) {
    unit = total > 0 ? Double(sign: .plus, exponent: total.exponent + 1 - UInt32.bitWidth, significand: 1) : 1
  }

  /// A clause's weight in units, rounded down, so that all together stay below 2³².
  func units(ofWeight weight: Float) -> UInt32 { UInt32(min(Double(weight) / unit, Double(UInt32.max))) }

  /// The score of so many units, as exactly as 32-bit floating point tells.
  func score(_ units: UInt32) -> Float { Float(Double(Self.significant(units)) * unit) }

  /// Units without what the score in 32-bit floating point does not tell: scores are equal where these are.
  @inline(__always)
  static func significant(_ units: UInt32) -> UInt32 {
    let excess = max(0, UInt32.bitWidth - Float.significandBitCount - 1 - units.leadingZeroBitCount)
    return units & (.max &<< UInt32(truncatingIfNeeded: excess))
  }

  /// What a clause of that weight adds to the score of a document with that impact, in units.
  @inline(__always)
  static func contribution(_ impact: UInt32, weight: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: (UInt64(impact) &* UInt64(weight)) &>> 32)
  }

  /// An impact, which lies between 0 and 1, as a fraction of 2³².
  static func fraction(_ impact: Float) -> UInt32 { UInt32(min(Double(impact) * 0x1p32, Double(UInt32.max))) }
}
