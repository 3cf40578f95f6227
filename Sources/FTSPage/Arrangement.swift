/// What is listed, and in which order.
package enum Arrangement: String, CaseIterable, Sendable {
  /// Reviews with the comments that match best.
  case threads
  /// Reviews and comments, the best first.
  case best
  case newest
  case oldest
  /// Those with the best rating first.
  case rated

  /// For the person who chooses.
  var label: String {
    switch self {
    case .threads: "Threads, best first"
    case .best: "Best first"
    case .newest: "Newest first"
    case .oldest: "Oldest first"
    case .rated: "Best rated first"
    }
  }
}
