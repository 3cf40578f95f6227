/// What tells the words of a document, with their fields and positions, from those of another: a sum over its tokens, so that it
/// can be made in any order.
enum TermFingerprint {
  private static let fieldFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let positionFactor: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// The summand of a token.
  ///
  /// - Parameter term: hash of its term.
  @inline(__always)
  static func token(_ term: UInt64, _ field: Field, _ position: Int) -> UInt64 {
    let place =
      UInt64(field.rawValue) &* fieldFactor &+ UInt64(truncatingIfNeeded: position) &* positionFactor
    let mixed = (term ^ place) &* fieldFactor
    return (mixed ^ mixed >> 32) &* positionFactor
  }
}
