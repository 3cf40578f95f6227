/// One of the things that results are ordered by, the first deciding, the next among what is equal by it.
///
/// The greatest comes first: the best, the newest, the longest. Documents without the value come last, either way.
public struct SortKey: Hashable, Sendable {
  /// What is compared.
  public enum Field: Hashable, Sendable {
    /// The score.
    case relevance
    /// The date, of a year, month or day its beginning.
    case date
    /// The rating.
    case rating
    /// How many documents the thread has.
    case threadLength
    /// The numbers kept under that name; of several the one that comes first counts.
    case attribute(String)
  }

  /// Keys that results can be ordered by at once.
  public static let limit = 4
  /// The names of keys that are no attribute's.
  public static let names = ["relevance", "date", "rating", "thread-length"]

  /// What is compared.
  public var field: Field
  /// Whether the least comes first.
  public var isAscending: Bool

  /// A key of these parts.
  public init(_ field: Field, isAscending: Bool = false) {
    self.field = field
    self.isAscending = isAscending
  }

  /// Reads `date`, `-date`, which is the same, and `+date`, the least first. Any name but `names` is an attribute's.
  ///
  /// `nil` where there is no name.
  public init?(_ text: some StringProtocol) {
    let hasSign = text.hasPrefix("+") || text.hasPrefix("-")
    let name = String(text.dropFirst(hasSign ? 1 : 0))
    if name.isEmpty { return nil }
    isAscending = text.hasPrefix("+")
    field =
      switch name {
      case "relevance": .relevance
      case "date": .date
      case "rating": .rating
      case "thread-length": .threadLength
      default: .attribute(name)
      }
  }
}

extension SortKey: CustomStringConvertible {
  /// As `init(_:)` reads it.
  public var description: String { (isAscending ? "+" : "-") + name }

  /// The name of the key, without its direction.
  public var name: String {
    switch field {
    case .relevance: "relevance"
    case .date: "date"
    case .rating: "rating"
    case .threadLength: "thread-length"
    case .attribute(let name): name
    }
  }
}
