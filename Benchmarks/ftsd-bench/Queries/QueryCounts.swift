import FTSCore
import FTSQuery

/// The counters of a run of queries, as means over them.
struct QueryCounts {
  private var totals: [QueryCounter: Int] = [:]
  private var queries = 0

  /// Searches for each of `queries` once. They should have been searched for before: the first
  /// time fills what later searches use again.
  ///
  /// - Parameter visit: is given the ranking of each, with its number.
  init(
    of queries: [Query], in reader: IndexReader, options: SearchOptions,
    visit: (Int, Ranking) -> Void = { _, _ in }
  ) throws {
    for (number, query) in queries.enumerated() {
      let before = AllocationCounter.current
      let ranking = try reader.rank(query, options: options) { AllocationCounter.current ?? 0 }
      let after = AllocationCounter.current
      self.queries += 1
      if let before, let after {
        totals[.allocations, default: 0] += after - before
        totals[.evaluationAllocations, default: 0] += ranking.work.counted
      }
      totals[.blocks, default: 0] += ranking.work.blocks
      totals[.postings, default: 0] += ranking.work.postings
      visit(number, ranking)
    }
  }

  /// Mean per query; `nil` where it is not counted.
  subscript(counter: QueryCounter) -> Double? {
    totals[counter].map { Double($0) / Double(queries) }
  }

  /// The means of all that is counted, by name.
  var byName: [String: Double] {
    var means: [String: Double] = [:]
    for counter in QueryCounter.allCases { means[counter.rawValue] = self[counter] }
    return means
  }
}
