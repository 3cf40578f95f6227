import FTSWording

/// What small commits have cost.
struct UpdatesReport: Encodable {
  /// Of the index to begin with.
  let documents: Int
  /// Documents of a commit.
  let batch: Int
  /// Per commit, milliseconds until it was acknowledged.
  var acknowledged: [Double] = []
  /// Per commit, milliseconds of the first search after it.
  var searched: [Double] = []
  /// Per commit, bytes by which the file grew.
  var growth: [Double] = []
  var fileBytesBefore = 0
  var fileBytesAfter = 0
  /// The most segments that there were after a commit.
  var greatestSegments = 0

  init(documents: Int, batch: Int) {
    self.documents = documents
    self.batch = batch
  }

  private enum CodingKeys: String, CodingKey {
    case documents, batch, commits, segments
    case acknowledgedP50 = "acknowledged_p50_ms"
    case acknowledgedP99 = "acknowledged_p99_ms"
    case searchedP50 = "searched_p50_ms"
    case searchedP99 = "searched_p99_ms"
    case growthP50 = "growth_p50_bytes"
    case growthMean = "growth_mean_bytes"
    case growthMaximum = "growth_max_bytes"
    case before = "file_bytes_before"
    case after = "file_bytes_after"
  }

  /// One flat object.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(documents, forKey: .documents)
    try container.encode(batch, forKey: .batch)
    try container.encode(acknowledged.count, forKey: .commits)
    try container.encode(greatestSegments, forKey: .segments)
    try container.encode(Distribution(acknowledged).median, forKey: .acknowledgedP50)
    try container.encode(Distribution(acknowledged).percentile(99), forKey: .acknowledgedP99)
    try container.encode(Distribution(searched).median, forKey: .searchedP50)
    try container.encode(Distribution(searched).percentile(99), forKey: .searchedP99)
    try container.encode(Distribution(growth).median, forKey: .growthP50)
    try container.encode(Distribution(growth).mean, forKey: .growthMean)
    try container.encode(Distribution(growth).percentile(100), forKey: .growthMaximum)
    try container.encode(fileBytesBefore, forKey: .before)
    try container.encode(fileBytesAfter, forKey: .after)
  }

  var text: String {
    func row(_ label: String, _ values: [Double], _ decimals: Int, scale: Double = 1) -> [String] {
      let distribution = Distribution(values.map { $0 / scale })
      let shown = [distribution.mean] + [50, 90, 99, 100].map { distribution.percentile($0) }
      return [label] + shown.map { NumberText.fixed($0, decimals: decimals) }
    }
    var table = TextTable()
    table.append([
      "\(NumberText.grouped(acknowledged.count)) commits of \(batch) to \(NumberText.grouped(documents)) documents",
      "mean", "p50", "p90", "p99", "max",
    ])
    table.append(row("  acknowledged after, ms", acknowledged, 1))
    table.append(row("  first search after it, ms", searched, 1))
    table.append(row("  growth of the file, kB", growth, 0, scale: 1_000))
    table.append(["  segments at most", NumberText.grouped(greatestSegments)])
    let sizes = [fileBytesBefore, fileBytesAfter].map { NumberText.scaled(Double($0), unit: "B") }
    table.append(["  file before and after", sizes[0], sizes[1]])
    return table.text
  }
}
