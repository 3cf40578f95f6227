import FTSAnalysis

/// What an index is asked to be made with: settings that are `nil` are the defaults of a new index, and of one that there is, what
/// they are.
public struct RequestedSettings: Equatable, Sendable {
  /// Name of the analyzer of every text field, see `IndexSettings`.
  public var analyzer: String?
  /// Words that are not stemmed; an empty list for none.
  public var protectedWords: WordList?
  /// BM25's saturation of term frequency.
  public var k1: Float?
  /// BM25's normalisation by length.
  public var b: Float?
  /// What a word in the title counts, in words of the body.
  public var titleWeight: Float?

  /// Nothing is asked for but what is given.
  public init(
    analyzer: String? = nil, protectedWords: WordList? = nil, k1: Float? = nil, b: Float? = nil,
    titleWeight: Float? = nil
  ) {
    self.analyzer = analyzer
    self.protectedWords = protectedWords
    self.k1 = k1
    self.b = b
    self.titleWeight = titleWeight
  }

  /// What is asked for, and of an index there was, what is not.
  func keeping(_ settings: IndexSettings?) -> RequestedSettings {
    guard let settings else { return self }
    return RequestedSettings(
      analyzer: analyzer ?? settings.analyzer, protectedWords: protectedWords ?? settings.protectedWords,
      k1: k1 ?? settings.k1, b: b ?? settings.b, titleWeight: titleWeight ?? settings.weights.title)
  }

  /// Those settings, but for what is asked for.
  func applied(to settings: IndexSettings) -> IndexSettings {
    var settings = settings
    if let analyzer { settings.analyzer = analyzer }
    if let protectedWords { settings.protectedWords = protectedWords }
    if let k1 { settings.k1 = k1 }
    if let b { settings.b = b }
    if let titleWeight { settings.weights.title = titleWeight }
    return settings
  }

  /// - Throws: `settingsMismatch` where the index has another than is asked for.
  func check(_ settings: IndexSettings) throws(IndexError) {
    try check("analyzer", analyzer, settings.analyzer)
    try checkProtectedWords(settings)
    try check("k1", k1, settings.k1)
    try check("b", b, settings.b)
    try check("the weight of titles", titleWeight, settings.weights.title)
  }

  private func check<T: Equatable>(_ name: String, _ asked: T?, _ recorded: T) throws(IndexError) {
    guard let asked, asked != recorded else { return }
    throw .settingsMismatch(setting: name, recorded: "\(recorded)", requested: "\(asked)")
  }

  /// Words are the same where their forms are.
  private func checkProtectedWords(_ settings: IndexSettings) throws(IndexError) {
    guard let protectedWords, protectedWords != settings.protectedWords else { return }
    var other = settings
    other.protectedWords = protectedWords
    let recorded = try settings.makeAnalyzer().protectedForms
    let asked = try other.makeAnalyzer().protectedForms
    guard recorded != asked else { return }
    throw .settingsMismatch(
      setting: "the protected words", recorded: Self.list(recorded.texts), requested: Self.list(asked.texts))
  }

  /// The first of some words, for people.
  private static func list(_ words: [String]) -> String {
    let most = 5
    let rest = words.count > most ? " and \(words.count - most) more" : ""
    return words.isEmpty ? "(none)" : words.prefix(most).joined(separator: ", ") + rest
  }
}
