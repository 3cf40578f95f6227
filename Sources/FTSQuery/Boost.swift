/// What scores are multiplied by beyond the words: a factor between 1 and 2 of the document. It is 1 where the document
/// does not have the value.
public enum Boost: Hashable, Sendable {
  /// For what is new: 1 + 2^(−age / half-life), the half-life in seconds and at least one.
  case recency(halfLife: Int64)
  /// For what is rated well: 1 + the share of the documents with a rating whose rating is lower.
  case rating

  private static let units: [(letter: Character, seconds: Int64)] = [
    ("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("s", 1),
  ]
  private static let greatestCount: Int64 = 100_000_000_000

  /// Reads `rating` and `recency:90d`, the half-life in seconds `s`, hours `h`, days `d`, weeks `w` or years `y` of
  /// 365 days.
  ///
  /// `nil` where it is neither.
  public init?(_ text: some StringProtocol) {
    if text == "rating" {
      self = .rating
      return
    }
    let name = "recency:"
    guard text.hasPrefix(name), let unit = Self.units.first(where: { $0.letter == text.last }),
      let count = Int64(text.dropFirst(name.count).dropLast()), (1...Self.greatestCount).contains(count)
    else { return nil }
    self = .recency(halfLife: count * unit.seconds)
  }
}

extension Boost {
  /// `rating` or `recency`.
  public var name: String {
    switch self {
    case .recency: "recency"
    case .rating: "rating"
    }
  }
}

extension Boost {
  /// Whether there is such a half-life.
  public var isValid: Bool {
    switch self {
    case .recency(let halfLife): halfLife > 0
    case .rating: true
    }
  }
}

extension Boost: CustomStringConvertible {
  /// As `init(_:)` reads it.
  public var description: String {
    switch self {
    case .rating: return "rating"
    case .recency(let halfLife):
      let unit = Self.units.first { halfLife % $0.seconds == 0 } ?? ("s", 1)
      return "recency:\(halfLife / unit.seconds)\(unit.letter)"
    }
  }
}
