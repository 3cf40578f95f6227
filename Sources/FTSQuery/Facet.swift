/// What the matches of a search are counted by.
public struct Facet: Hashable, Sendable {
  /// The values that are counted.
  public enum Field: Hashable, Sendable {
    /// What kind a document is of, as review or comment.
    case kind
    /// Who wrote it, as the source spells it.
    case author
    /// Each tag of a document.
    case tag
    /// The year of its date.
    case year
    /// The month of its date, of dates that are at least as precise.
    case month
    /// The rating, as a number.
    case rating
    /// The texts and numbers kept under that name.
    case attribute(String)
  }

  /// Values that can be asked for of one facet.
  public static let greatestLimit = 1_000
  /// The names of facets that are no attribute's.
  public static let names = ["kind", "author", "tag", "year", "month", "rating"]

  /// The values that are counted.
  public var field: Field
  /// How many of them are told, those that most documents have.
  public var limit: Int

  /// A facet of that field; without a limit the usual one.
  public init(_ field: Field, limit: Int? = nil) {
    self.field = field
    self.limit = limit ?? Self.usualLimit(field)
  }

  private static func usualLimit(_ field: Field) -> Int {
    switch field {
    case .year, .month, .rating: 50
    case .kind, .author, .tag, .attribute: 10
    }
  }

  /// Whether its values are told in their own order, and not by how many documents have them.
  public var isHistogram: Bool { [.year, .month, .rating].contains(field) }

  /// Reads `author` and `author:20`. Any name but `names` is an attribute's.
  ///
  /// `nil` where there is no name, or a limit that is not between 1 and `greatestLimit`.
  public init?(_ text: some StringProtocol) {
    var name = String(text)
    var limit: Int?
    if let colon = name.lastIndex(of: ":"), let number = Int(name[colon...].dropFirst()) {
      guard (1...Self.greatestLimit).contains(number) else { return nil }
      limit = number
      name = String(name[..<colon])
    }
    if name.isEmpty { return nil }
    let field: Field =
      switch name {
      case "kind": .kind
      case "author": .author
      case "tag": .tag
      case "year": .year
      case "month": .month
      case "rating": .rating
      default: .attribute(name)
      }
    self.init(field, limit: limit)
  }
}

extension Facet: CustomStringConvertible {
  /// As `init(_:)` reads it.
  public var description: String { "\(name):\(limit)" }

  /// The name, without the limit.
  public var name: String {
    switch field {
    case .kind: "kind"
    case .author: "author"
    case .tag: "tag"
    case .year: "year"
    case .month: "month"
    case .rating: "rating"
    case .attribute(let name): name
    }
  }
}
