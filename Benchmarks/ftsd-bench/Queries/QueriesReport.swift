import FTSWording

/// The result of a run of queries as it is printed.
struct QueriesReport: Encodable {
  private let mode: String
  private let k: Int
  private let queries: Int
  private let all: Distribution
  private let best: Distribution
  private let counts: QueryCounts

  init(mode: QueryMode, k: Int, queries: Int, timings: Timings, counts: QueryCounts) {
    self.mode = mode.rawValue
    self.k = k
    self.queries = queries
    all = timings.all
    best = timings.best
    self.counts = counts
  }

  private enum CodingKeys: String, CodingKey {
    case mode, k, queries
    case mean = "mean_us"
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"
    case bestMean = "best_mean_us"
    case bestP50 = "best_p50_us"
    case bestP99 = "best_p99_us"
  }

  /// One flat object: the times, and a key for each counter that is counted.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mode, forKey: .mode)
    try container.encode(k, forKey: .k)
    try container.encode(queries, forKey: .queries)
    try container.encode(all.mean, forKey: .mean)
    try container.encode(all.percentile(50), forKey: .p50)
    try container.encode(all.percentile(90), forKey: .p90)
    try container.encode(all.percentile(99), forKey: .p99)
    try container.encode(best.mean, forKey: .bestMean)
    try container.encode(best.percentile(50), forKey: .bestP50)
    try container.encode(best.percentile(99), forKey: .bestP99)
    try counts.byName.encode(to: encoder)
  }

  var text: String {
    func row(_ distribution: Distribution) -> [String] {
      [
        distribution.mean, distribution.percentile(50), distribution.percentile(90),
        distribution.percentile(99),
      ]
      .map { NumberText.fixed($0, decimals: 1) }
    }
    var table = TextTable()
    table.append(["\(mode), k \(k), \(NumberText.grouped(queries)) queries", "mean µs", "p50", "p90", "p99"])
    table.append(["  all times"] + row(all))
    table.append(["  each query's best"] + row(best))
    for counter in QueryCounter.allCases {
      let mean = counts[counter].map { NumberText.fixed($0, decimals: 1) } ?? "not counted"
      table.append(["  \(counter.label)", mean])
    }
    return table.text
  }
}
