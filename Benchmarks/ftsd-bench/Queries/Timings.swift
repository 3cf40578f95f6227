/// Times of the queries of a run, in microseconds.
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
}
