import FTSWording

/// Times of one micro benchmark, in nanoseconds per unit.
struct MicroResult: Encodable {
  private let name: String
  private let unit: String
  private let minimum: Double
  private let median: Double
  private let p10: Double
  private let p90: Double
  private let naiveMedian: Double
  private let ratio: Double

  private enum CodingKeys: String, CodingKey {
    case name, unit, ratio
    case minimum = "min_ns"
    case median = "median_ns"
    case p10 = "p10_ns"
    case p90 = "p90_ns"
    case naiveMedian = "naive_median_ns"
  }

  /// - Parameters:
  ///   - piece: a time per round, at least one.
  ///   - naive: of the same rounds.
  init(name: String, unit: String, piece: [Double], naive: [Double]) {
    self.name = name
    self.unit = unit
    let times = Distribution(piece)
    minimum = times.minimum
    median = times.median
    p10 = times.percentile(10)
    p90 = times.percentile(90)
    naiveMedian = Distribution(naive).median
    // Of each round by itself: what slows the machine down for a while slows both down.
    ratio = Distribution(zip(naive, piece).map { $0 / $1 }).median
  }

  /// What `row` has in its columns.
  static let header = ["", "ns per", "min", "median", "p10–p90", "rate", "naive", "ratio"]

  /// The times as cells of a table.
  var row: [String] {
    [
      name, unit, NumberText.significant(minimum), NumberText.significant(median),
      NumberText.significant(p10) + "–" + NumberText.significant(p90),
      NumberText.scaled(1e9 / median, unit: unit == "byte" ? "B/s" : "/s"),
      NumberText.significant(naiveMedian), NumberText.significant(ratio) + "×",
    ]
  }
}
