/// What a writer has done since it was opened.
public struct WriteSummary: Equatable, Sendable {
  /// Documents added, new ones and new versions of old ones.
  public var documents = 0
  /// Of those, the ones of kind review.
  public var reviews = 0
  /// The ones of kind comment.
  public var comments = 0
  /// The ones of any other kind.
  public var others = 0
  /// Threads among them, counted once per segment that was written.
  public var threads = 0
  /// Documents that took the place of one with the same id.
  public var updated = 0
  /// Documents deleted by id.
  public var deleted = 0
  /// UTF-8 bytes of title, author and body.
  public var textBytes = 0

  /// Nothing done yet.
  public init() {}
}
