import Foundation

/// The result of a run of queries as it is printed.
struct QueriesReport: Encodable {
  let mode: String
  let k: Int
  let queries: Int
  let meanMicroseconds: Double
  let p50: Double
  let p90: Double
  let p99: Double
  let bestMean: Double
  let bestP50: Double
  let bestP99: Double

  enum CodingKeys: String, CodingKey {
    case mode, k, queries
    case meanMicroseconds = "mean_us"
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"
    case bestMean = "best_mean_us"
    case bestP50 = "best_p50_us"
    case bestP99 = "best_p99_us"
  }

  init(mode: QueryMode, k: Int, queries: Int, timings: Timings) {
    self.mode = mode.rawValue
    self.k = k
    self.queries = queries
    let all = timings.all
    let best = timings.best
    meanMicroseconds = all.mean
    p50 = all.percentile(50)
    p90 = all.percentile(90)
    p99 = all.percentile(99)
    bestMean = best.mean
    bestP50 = best.percentile(50)
    bestP99 = best.percentile(99)
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  var text: String {
    func microseconds(_ value: Double) -> String {
      value.formatted(.number.precision(.fractionLength(1)).grouping(.never))
    }
    return """
      \(mode), k \(k), \(queries) queries, microseconds
      all times:        mean \(microseconds(meanMicroseconds)), p50 \(microseconds(p50)), \
      p90 \(microseconds(p90)), p99 \(microseconds(p99))
      best of a query:  mean \(microseconds(bestMean)), p50 \(microseconds(bestP50)), \
      p99 \(microseconds(bestP99))
      """
  }
}
