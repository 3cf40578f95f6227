/// What of a thread matches, where hits are threads.
public struct ThreadMatches: Equatable, Sendable {
  /// How many of its documents do.
  public var documents: Int
  /// Whether the hit itself, the review, is one of them.
  public var includesHit: Bool
  /// The best of the others, best first, as many as were asked for.
  public var comments: [Hit]

  /// Those that are not shown.
  public var more: Int { documents - comments.count - (includesHit ? 1 : 0) }

  /// Matches of these parts.
  public init(documents: Int, includesHit: Bool, comments: [Hit]) {
    self.documents = documents
    self.includesHit = includesHit
    self.comments = comments
  }
}
