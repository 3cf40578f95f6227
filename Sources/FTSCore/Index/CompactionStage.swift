/// What a compaction is about to do.
public enum CompactionStage: Equatable, Sendable {
  /// Find an order for that many threads.
  case ordering(threads: Int)
  /// Write a segment of that many documents.
  case writing(documents: Int)
}
