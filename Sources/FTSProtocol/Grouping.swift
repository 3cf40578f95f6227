/// What hits are, where they are not single documents.
public enum Grouping: String, Decodable, Sendable {
  /// Threads, each as its review with what matches of it.
  case thread
}
