/// What an operator tells of the words of queries.
public struct SearchDictionaries: Equatable, Sendable {
  /// Words and phrases that are looked for in place of others.
  public var synonyms: Synonyms?
  /// Words that queries which have others do without.
  public var stopWords: WordList?

  /// Those dictionaries; by default none.
  public init(synonyms: Synonyms? = nil, stopWords: WordList? = nil) {
    self.synonyms = synonyms
    self.stopWords = stopWords
  }
}
