/// The terms of several workers as one ascending list, numbered from 0: their *ordinals*.
struct TermOrder {
  /// A term by its worker and its number there.
  private struct Source {
    var worker: Int
    var number: Int
  }

  private let workers: [AnalysisWorker]
  private var sources: [Source] = []
  /// By worker, by number of a term there: its ordinal.
  private(set) var ordinals: [[UInt32]]

  var count: Int { sources.count }

  init(_ workers: [AnalysisWorker]) {
    self.workers = workers
    ordinals = workers.map { [UInt32](repeating: 0, count: $0.terms.count) }
    let sorted = workers.map { $0.terms.sorted() }
    var heads = [Int](repeating: 0, count: workers.count)
    while let first = leastHead(sorted, heads) {
      let ordinal = UInt32(sources.count)
      let source = Source(worker: first, number: sorted[first][heads[first]])
      for worker in workers.indices where heads[worker] < sorted[worker].count {
        let number = sorted[worker][heads[worker]]
        if order(source, Source(worker: worker, number: number)) == 0 {
          ordinals[worker][number] = ordinal
          heads[worker] += 1
        }
      }
      sources.append(source)
    }
  }

  /// The bytes of a term.
  func term(_ ordinal: Int) -> [UInt8] {
    workers[sources[ordinal].worker].terms.string(sources[ordinal].number)
  }

  /// The worker whose next term is least.
  private func leastHead(_ sorted: [[Int]], _ heads: [Int]) -> Int? {
    var least: Int?
    for worker in workers.indices where heads[worker] < sorted[worker].count {
      let candidate = Source(worker: worker, number: sorted[worker][heads[worker]])
      if let current = least,
        order(candidate, Source(worker: current, number: sorted[current][heads[current]])) >= 0
      {
        continue
      }
      least = worker
    }
    return least
  }

  private func order(_ a: Source, _ b: Source) -> Int {
    if a.worker == b.worker { return a.number == b.number ? 0 : 1 }
    return workers[a.worker].terms.withString(a.number) { first in
      workers[b.worker].terms.withString(b.number) { second in
        unsafe first.withUnsafeBytes { first in
          // SAFETY: the views are used within these closures only.
          unsafe second.withUnsafeBytes { second in unsafe compare(Blob(first), Blob(second)) }
        }
      }
    }
  }
}
