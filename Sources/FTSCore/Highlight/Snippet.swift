/// The passage of a document that shows best why it was found.
public struct Snippet: Equatable, Sendable {
  /// The passage, on one line; "…" stands where text was left out.
  public var text: String
  /// Ranges of `text`, in UTF-8 bytes, ascending, of the words that matched.
  public var highlights: [Range<Int>]

  /// A passage with its highlights.
  public init(text: String, highlights: [Range<Int>]) {
    self.text = text
    self.highlights = highlights
  }
}
