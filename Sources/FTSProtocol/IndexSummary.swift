/// What one run of `ftsd index` did.
public struct IndexSummary: Equatable, Sendable {
  /// Documents added or replaced.
  public var documents = 0
  /// Of those, the ones of kind review.
  public var reviews = 0
  /// The ones of kind comment.
  public var comments = 0
  /// The ones of any other kind.
  public var others = 0
  /// Distinct threads among them.
  public var threads = 0
  /// Documents that took the place of one with the same id.
  public var updated = 0
  /// Documents deleted.
  public var deleted = 0
  /// Records that could not be read and are not in the index.
  public var skipped = 0
  /// Records read with something left out or guessed.
  public var warnings = 0
  /// From the first byte read to the last written.
  public var seconds = 0.0
  /// UTF-8 bytes of the searched text of those documents.
  public var textBytes = 0
  /// Bytes of the whole index afterwards.
  public var indexBytes = 0

  /// Nothing done.
  public init() {}
}

extension IndexSummary: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("documents", documents)
      $0.member("reviews", reviews)
      $0.member("comments", comments)
      $0.member("others", others)
      $0.member("threads", threads)
      $0.member("updated", updated)
      $0.member("deleted", deleted)
      $0.member("skipped", skipped)
      $0.member("warnings", warnings)
      $0.member("seconds", seconds)
      $0.member("text_bytes", textBytes)
      $0.member("index_bytes", indexBytes)
    }
  }
}
