package import FTSProtocol
package import FTSQuery

/// A value that results are narrowed to: `author` and `N. Okafor`, as the parameters of an address have it.
package struct Selection: Hashable, Sendable {
  /// What it is a value of: the name of a facet.
  package enum Field: String, CaseIterable, Sendable {
    case kind, author, tag, year, rating

    /// For people.
    var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  package var field: Field
  package var value: String

  package init(_ field: Field, _ value: String) {
    self.field = field
    self.value = value
  }

  /// The conditions on documents that it stands for.
  ///
  /// - Throws: `invalidParameter` for a year or a rating that is none.
  package func filters() throws(Problem) -> [Filter] {
    switch field {
    case .kind: return [.kind(value)]
    case .author: return [.equals(.author, value)]
    case .tag: return [.equals(.tag, value)]
    case .year:
      guard value.utf8.count == 4, let period = DatePeriod(value) else {
        throw Problem(.invalidParameter, "'\(value)' is no year")
      }
      return [.date(.between(period, period))]
    case .rating:
      guard let range = RatingRange(value) else {
        throw Problem(.invalidParameter, "'\(value)' is no rating")
      }
      return range.filters
    }
  }

  /// For the person who made it.
  var label: String {
    switch field {
    case .kind, .tag, .year, .author: value
    case .rating: RatingRange(value)?.label ?? value
    }
  }
}
