/// How often a term or phrase must occur in a document for its impact to reach some least one.
///
/// With x the weighted frequency and n the norm of the document's length, x / (x + n) ≥ l where
/// x ≥ n · l / (1 − l). What is told is never too high: there is room for rounding.
struct FrequencyFloor {
  /// Makes up for the rounding of floating-point operations, as long as the impact is not close to 1.
  private static let slack: Float = 0.9999
  private static let greatest: Float = 0.99

  private let weights: FieldWeights
  /// What a norm is multiplied by for the frequency in the body.
  private let factor: Float

  /// - Parameter impact: the least impact.
  init(impact: Float, _ weights: FieldWeights) {
    self.weights = weights
    let least = min(max(0, impact), Self.greatest)
    factor = least * Self.slack / ((1 - least) * weights.body)
  }

  /// The least frequency over all fields; `nil` where `most`, the greatest in each, is too low.
  ///
  /// - Parameter norm: of the document's length, see `BM25`.
  @inline(__always)
  func frequency(_ most: FieldFrequencies, norm: Float) -> Int? {
    // A little too low: what is wanted is the least whole number above.
    let floor = factor * norm
    if most.title | most.author == 0 { return floor < Float(most.body) ? Int(floor) + 1 : nil }
    return floor * weights.body < most.weighted(weights) ? 1 : nil
  }
}
