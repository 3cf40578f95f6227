/// What may be meant by a text whose last word is still being typed.
public struct Completion: Equatable, Sendable {
  /// The text, with a word of the index in the place of its last.
  public var text: String
  /// How often that word occurs in the index; deleted documents count until a merge drops the word.
  public var occurrences: Int

  /// A completion of these parts.
  public init(text: String, occurrences: Int) {
    self.text = text
    self.occurrences = occurrences
  }
}
