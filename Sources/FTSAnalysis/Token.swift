/// One token of a text.
public struct Token: Equatable, Sendable {
  /// What is indexed and searched: the folded and stemmed word, 1 to 255 bytes of UTF-8, without the mark of its language.
  public var term: String
  /// The token's ordinal in the text, from 0.
  public var position: Int
  /// The first byte of the token in the UTF-8 of the text.
  public var start: Int
  /// The byte after the last one.
  public var end: Int

  /// A token as given.
  public init(term: String, position: Int, start: Int, end: Int) {
    self.term = term
    self.position = position
    self.start = start
    self.end = end
  }
}
