public import FTSAnalysis

/// What is decided when an index is created and recorded in it: how text becomes terms and how
/// terms are weighed.
public struct IndexSettings: Equatable, Sendable {
  /// Name of the analyzer of every text field; see `Analyzer.named(_:)`. Of several languages, as in `english+german`,
  /// that of the document is taken, or the first.
  public var analyzer: String
  /// Words that are not stemmed, in none of the languages.
  public var protectedWords: WordList
  /// BM25's saturation of term frequency, from 0 to 1000.
  public var k1: Float
  /// BM25's normalisation by length, from 0 (none) to 1 (full).
  public var b: Float
  /// How much each field counts.
  public var weights: FieldWeights

  /// Useful values of `k1` are about 1; with far larger ones scores vanish.
  static let k1Range: ClosedRange<Float> = 0...1000
  static let bRange: ClosedRange<Float> = 0...1
  static let weightRange: ClosedRange<Float> = 0.001...1000

  /// The settings given, by default an English index.
  public init(
    analyzer: String = "english", protectedWords: WordList = WordList(), k1: Float = 1.2, b: Float = 0.75,
    weights: FieldWeights = FieldWeights()
  ) {
    self.analyzer = analyzer
    self.protectedWords = protectedWords
    self.k1 = k1
    self.b = b
    self.weights = weights
  }

  /// The analyzer, which does not stem the protected words.
  ///
  /// - Throws: `invalidSetting`, `invalidDictionary`.
  public func makeAnalyzer() throws(IndexError) -> Analyzer {
    guard let analyzer = Analyzer.named(analyzer) else {
      throw .invalidSetting(
        "no analyzer is called \(self.analyzer); there are: " + Analyzer.names.joined(separator: ", ")
          + ", and several languages with + between")
    }
    if protectedWords.isEmpty { return analyzer }
    guard analyzer.stems else {
      throw .invalidSetting("the analyzer \(analyzer.name) stems no words, so that none are to be protected")
    }
    do throws(DictionarySyntaxError) { try protectedWords.check(by: analyzer) } catch {
      throw .invalidDictionary(error)
    }
    return analyzer.protecting(protectedWords.forms(by: analyzer))
  }
}
