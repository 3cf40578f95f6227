import FTSQuery
import FTSWording

/// Ratings from one to below another, or a single one: `4`, `80..<90`, `90..`.
struct RatingRange: Equatable, Sendable {
  var low: Double
  /// The first that is not in it; `nil` where there is no end, equal to `low` where there is one rating alone.
  var end: Double?

  init(low: Double, end: Double?) {
    self.low = low
    self.end = end
  }

  init?(_ text: String) {
    guard let dots = text.firstRange(of: "..") else {
      guard let rating = Double(text), rating.isFinite else { return nil }
      self.init(low: rating, end: rating)
      return
    }
    let rest = text[dots.upperBound...]
    guard let low = Double(text[..<dots.lowerBound]), low.isFinite else { return nil }
    if rest.isEmpty {
      self.init(low: low, end: nil)
      return
    }
    guard rest.hasPrefix("<"), let end = Double(rest.dropFirst()), end.isFinite, low < end else { return nil }
    self.init(low: low, end: end)
  }

  /// As `init(_:)` reads it.
  var text: String {
    switch end {
    case low: NumberText.shortest(low)
    case let end?: "\(NumberText.shortest(low))..<\(NumberText.shortest(end))"
    case nil: "\(NumberText.shortest(low)).."
    }
  }

  /// For people.
  var label: String {
    switch end {
    case low: NumberText.shortest(low)
    case let end?: "\(NumberText.shortest(low)) to below \(NumberText.shortest(end))"
    case nil: "\(NumberText.shortest(low)) or more"
    }
  }

  var filters: [Filter] {
    switch end {
    case low: [.rating(.between(low, low))]
    case let end?: [.rating(.atLeast(low)), .rating(.less(end))]
    case nil: [.rating(.atLeast(low))]
    }
  }

  func contains(_ rating: Double) -> Bool {
    rating == low || rating > low && end.map { rating < $0 } ?? true
  }
}
