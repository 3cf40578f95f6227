/// A field whose values are told apart but not scored.
public enum FilterField: Hashable, Sendable {
  /// The author's name.
  case author
  /// Each of the tags.
  case tag
  /// Name of the author of the document that this one answers.
  case replyTo
  /// An attribute kept at indexing, by its name.
  case attribute(String)
}
