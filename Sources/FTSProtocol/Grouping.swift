/// What hits are, where they are not single documents.
public enum Grouping: String, CaseIterable, Decodable, Sendable {
  /// Threads, each as its review with what matches of it.
  case thread
}
