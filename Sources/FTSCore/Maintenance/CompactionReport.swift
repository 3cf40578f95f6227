/// What a compaction has done.
public struct CompactionReport: Equatable, Sendable {
  /// What the index was.
  public var before: IndexStatistics
  /// What it is.
  public var after: IndexStatistics
  /// Whether anything was to be done.
  public var hasChanged: Bool
}
