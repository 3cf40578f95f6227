/// What a document is. `review` and `comment` are the two the engine speaks of; any other word
/// a source uses is kept as given.
public struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The word as given.
  public let rawValue: String

  /// The kind of that name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A text of its own, at the root of a thread.
  public static let review = Kind(rawValue: "review")
  /// An answer to a review, or to another comment.
  public static let comment = Kind(rawValue: "comment")

  /// The word as given.
  public var description: String { rawValue }
}
