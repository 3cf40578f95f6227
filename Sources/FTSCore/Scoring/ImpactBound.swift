/// Upper and lower bounds of impacts, as they are kept on disk: in steps of 1/255.
///
/// They are computed with the mean length A at indexing. When the mean has become A', an impact
/// may have grown, at most by the factor max(1, A'/A): lengths count less, and
/// (x + K) / (x + K') ≤ K / K' ≤ A'/A. Likewise it may have shrunk, at most by min(1, A'/A).
enum ImpactBound {
  /// Makes up for the rounding of the floating-point operations between a bound and a score.
  static let slack: Float = 1.00001

  /// The bound above `impact`, at least 1 so that 0 can say "does not occur".
  static func above(_ impact: Float) -> UInt8 {
    UInt8(max(1, min(255, (impact * 255 + 0.001).rounded(.up))))
  }

  /// A bound above an impact given as a fraction of 2³².
  @inline(__always)
  static func above(fraction impact: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: (UInt64(impact) * 255) >> 32 + 1)
  }

  /// The bound below `impact`.
  static func below(_ impact: Float) -> UInt8 {
    UInt8(max(0, min(255, (impact * 255 - 0.001).rounded(.down))))
  }

  /// What one step of a stored upper bound is worth today: no more than an impact can be, and so than one step bounds.
  static func unitAbove(storedAverage: Float, currentAverage: Float) -> Float {
    min(1, max(1, currentAverage / storedAverage) * slack / 255)
  }

  /// What one step of a stored lower bound is worth today.
  static func unitBelow(storedAverage: Float, currentAverage: Float) -> Float {
    min(1, currentAverage / storedAverage) / (255 * slack)
  }
}
