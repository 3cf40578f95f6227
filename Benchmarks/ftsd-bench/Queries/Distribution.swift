/// Some measurements of one thing, and what is reported of them.
struct Distribution {
  private let sorted: [Double]

  /// At least one value.
  init(_ values: [Double]) { sorted = values.sorted() }

  var minimum: Double { sorted[0] }
  var median: Double { percentile(50) }
  var mean: Double { sorted.reduce(0, +) / Double(sorted.count) }

  /// The smallest value that `percent` of the values do not exceed (nearest rank).
  func percentile(_ percent: Int) -> Double {
    sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }
}
