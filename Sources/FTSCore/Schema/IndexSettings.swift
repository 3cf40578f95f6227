/// What is decided when an index is created and recorded in it: how text becomes terms and how
/// terms are weighed.
public struct IndexSettings: Equatable, Sendable {
  /// Name of the analyzer of every text field; see `Analyzer.named(_:)`. Of several languages, as in `english+german`,
  /// that of the document is taken, or the first.
  public var analyzer: String
  /// BM25's saturation of term frequency, from 0 to 1000.
  public var k1: Float
  /// BM25's normalisation by length, from 0 (none) to 1 (full).
  public var b: Float
  /// How much each field counts.
  public var weights: FieldWeights

  /// Useful values of `k1` are about 1; with far larger ones scores vanish.
  static let k1Range: ClosedRange<Float> = 0...1000
  static let bRange: ClosedRange<Float> = 0...1

  /// The settings given, by default an English index.
  public init(
    analyzer: String = "english", k1: Float = 1.2, b: Float = 0.75, weights: FieldWeights = FieldWeights()
  ) {
    self.analyzer = analyzer
    self.k1 = k1
    self.b = b
    self.weights = weights
  }
}
