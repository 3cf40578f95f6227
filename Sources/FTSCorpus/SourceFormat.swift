/// The forms in which people keep reviews and comments, as far as they are read here.
public enum SourceFormat: String, CaseIterable, Sendable {
  /// A plain-text page as a blog prints it: a title line, paragraphs, the comments as a numbered list.
  case page
  /// A WordPress export: RSS with the `wp` namespace (WXR 1.0 to 1.2).
  case wxr
  /// JSON Lines: one JSON object a line.
  case jsonl
}
