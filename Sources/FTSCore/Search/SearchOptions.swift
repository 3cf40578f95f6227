/// What to return of a search, beside the query itself.
public struct SearchOptions: Equatable, Sendable {
  /// Hits to return, at least 0.
  public var limit = 10
  /// Best hits to pass over first.
  public var offset = 0
  /// Only documents of this kind.
  public var kind: String?
  /// Count every match.
  public var countsTotal = true
  /// Cut a snippet from each hit.
  public var makesSnippets = true
  /// Tell how each score came about.
  public var explains = false
  /// Score every document without pruning: the proof that pruning changes nothing.
  public var isExhaustive = false

  /// The defaults.
  public init() {}
}
