/// A field whose words are scored.
public enum TextField: String, CaseIterable, Hashable, Sendable {
  /// The heading.
  case title
  /// The text itself.
  case body
}
