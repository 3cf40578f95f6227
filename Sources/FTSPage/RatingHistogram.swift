/// Ratings counted by value or, where there are many, by ranges of equal width.
struct RatingHistogram: Equatable {
  /// Ratings of a range and how many there are.
  struct Bin: Equatable {
    var range: RatingRange
    var count: Int
  }

  /// Values that are told one by one.
  private static let valueLimit = 11
  /// Widths of ranges, of which the narrowest is taken that gives no more than `valueLimit`, times a power of ten.
  private static let steps = [1.0, 2, 5]

  /// Ascending; without those in which there is nothing.
  let bins: [Bin]

  init(_ ratings: [(rating: Double, count: Int)]) {
    let ratings = ratings.filter(\.rating.isFinite).sorted { $0.rating < $1.rating }
    guard ratings.count > Self.valueLimit, let low = ratings.first?.rating, let high = ratings.last?.rating,
      let width = Self.width(from: low, to: high)
    else {
      bins = ratings.map { Bin(range: RatingRange(low: $0.rating, end: $0.rating), count: $0.count) }
      return
    }
    var bins: [Bin] = []
    for (rating, count) in ratings {
      let range = Self.range(of: rating, width: width)
      if bins.last?.range == range {
        bins[bins.count - 1].count += count
      } else {
        bins.append(Bin(range: range, count: count))
      }
    }
    self.bins = bins
  }

  /// The range of that width that a rating is in.
  private static func range(of rating: Double, width: Double) -> RatingRange {
    // A tenth is no number of the machine's, a number divided by ten is the nearest one to what people read.
    func edge(_ number: Double) -> Double { width < 1 ? number / (1 / width).rounded() : number * width }
    var number = (rating / width).rounded(.down)
    if edge(number) > rating { number -= 1 }
    if edge(number + 1) <= rating { number += 1 }
    return RatingRange(low: edge(number), end: edge(number + 1))
  }

  /// `nil` for numbers too large to be told apart.
  private static func width(from low: Double, to high: Double) -> Double? {
    let span = high - low
    guard span.isFinite, span > 0 else { return nil }
    var power = 1.0
    while power * 100 < span { power *= 10 }
    while power > span { power /= 10 }
    for factor in [power, power * 10, power * 100] {
      for step in steps {
        let width = step * factor
        let bins = (high / width).rounded(.down) - (low / width).rounded(.down) + 1
        if bins <= Double(valueLimit) { return low + width > low && high + width > high ? width : nil }
      }
    }
    return nil
  }
}
