/// The terms of several workers as one ascending list, numbered from 0: their *ordinals*.
struct TermOrder {
  /// A term by its worker and its number there.
  private struct Source {
    var worker: Int
    var number: Int
  }

  /// By worker, its terms and how often it has met each.
  private let tables: [ByteStringTable]
  private let counts: [[UInt32]]
  private var sources: [Source] = []
  /// By worker, by number of a term there: its ordinal.
  private(set) var ordinals: [[UInt32]]

  var count: Int { sources.count }

  /// - Parameters:
  ///   - tables: by worker, its terms.
  ///   - counts: by worker and by number of a term there, how often it has met the term.
  init(_ tables: [ByteStringTable], counts: [[UInt32]]) {
    self.tables = tables
    self.counts = counts
    ordinals = tables.map { [UInt32](repeating: 0, count: $0.count) }
    let sorted = tables.map { $0.sorted() }
    var heads = [Int](repeating: 0, count: tables.count)
    while let first = leastHead(sorted, heads) {
      let ordinal = UInt32(sources.count)
      let string = sorted[first][heads[first]]
      for worker in tables.indices where heads[worker] < sorted[worker].count {
        let head = sorted[worker][heads[worker]]
        if worker == first || order(string, of: first, head, of: worker) == 0 {
          ordinals[worker][Int(head.number)] = ordinal
          heads[worker] += 1
        }
      }
      sources.append(Source(worker: first, number: Int(string.number)))
    }
  }

  /// By ordinal, how often the workers have met the term.
  func occurrences() -> [UInt32] {
    var occurrences = [UInt32](repeating: 0, count: count)
    for (counts, ordinals) in zip(counts, ordinals) {
      for (ordinal, count) in zip(ordinals, counts) { occurrences[Int(ordinal)] += count }
    }
    return occurrences
  }

  /// The bytes of a term.
  func term(_ ordinal: Int) -> [UInt8] {
    tables[sources[ordinal].worker].string(sources[ordinal].number)
  }

  /// The worker whose next term is least.
  private func leastHead(_ sorted: [[ByteStringTable.SortedString]], _ heads: [Int]) -> Int? {
    var least: Int?
    for worker in tables.indices where heads[worker] < sorted[worker].count {
      if let current = least,
        order(sorted[worker][heads[worker]], of: worker, sorted[current][heads[current]], of: current) >= 0
      {
        continue
      }
      least = worker
    }
    return least
  }

  private func order(
    _ a: ByteStringTable.SortedString, of first: Int, _ b: ByteStringTable.SortedString, of second: Int
  ) -> Int {
    ByteStringTable.compare(a, in: tables[first], b, in: tables[second])
  }
}
