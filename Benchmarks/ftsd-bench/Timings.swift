/// Times of the queries of a run, in microseconds, and what is reported of them.
struct Timings {
  /// One array per pass, each in the order of the queries.
  private let passes: [[Double]]

  /// At least one pass; all passes of the same queries, at least one.
  init(passes: [[Double]]) { self.passes = passes }

  /// Every time taken.
  var all: Distribution { Distribution(passes.flatMap { $0 }) }

  /// Of each query the shortest of its times: what is left when the machine does nothing else.
  var best: Distribution {
    Distribution(passes[0].indices.map { query in passes.map { $0[query] }.min() ?? 0 })
  }

  /// Mean and percentiles of some times.
  struct Distribution {
    private let sorted: [Double]

    /// At least one time.
    init(_ times: [Double]) { sorted = times.sorted() }

    var mean: Double { sorted.reduce(0, +) / Double(sorted.count) }

    /// The smallest time that `percent` of the times do not exceed (nearest rank).
    func percentile(_ percent: Int) -> Double {
      sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }
  }
}
