import FTSDocument
import FTSQuery

/// Counts what documents that match have of facets, over all segments. Holds the scratch memory for it.
struct FacetCounter: ~Copyable {
  private var ordinals = OrdinalCounter()
  /// By number of a value, over all segments; all 0 between facets.
  private var counts = ScratchBuffer<UInt32>()
  /// The numbers of those that are not 0.
  private var noted = ScratchBuffer<UInt32>()
  private var best = TopDocs()

  init() {}

  /// The counts of a facet.
  mutating func count(
    _ facet: Facet, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) throws(IndexError) -> FacetCounts {
    switch facet.field {
    case .kind: countKinds(facet, matches, snapshot)
    case .year: try countDates(facet, by: .year, matches, snapshot)
    case .month: try countDates(facet, by: .month, matches, snapshot)
    case .author, .tag, .rating, .attribute: try countValues(facet, matches, snapshot)
    }
  }

  private func countKinds(
    _ facet: Facet, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) -> FacetCounts {
    var kinds: [String: Int] = [:]
    for segment in snapshot.segments {
      let words = unsafe matches.words(of: segment)
      for (name, documents) in segment.kinds.kinds {
        var count = 0
        for block in words.indices {
          let lanes = unsafe words[block]
          if lanes != 0 { count += (lanes & documents.load(UInt64.self, at: block * 8)).nonzeroBitCount }
        }
        if count > 0 { kinds[name, default: 0] += count }
      }
    }
    let order = kinds.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Self.counts(facet, order.map { (.text($0), kinds[$0] ?? 0) }, documents: matches.count)
  }

  private mutating func countDates(
    _ facet: Facet, by precision: Timestamp.Precision, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) throws(IndexError) -> FacetCounts {
    var periods: [Timestamp: Int] = [:]
    for segment in snapshot.segments {
      let buckets = try segment.dateBuckets(by: precision)
      _ = unsafe ordinals.count(
        try segment.values(.dates), matches.words(of: segment), slots: buckets.periods.count,
        slot: { buckets.bucket(of: $0) }
      ) { bucket, count in
        if let period = buckets.periods[bucket] { periods[period, default: 0] += count }
      }
    }
    return Self.counts(
      facet, periods.keys.sorted().map { (.text($0.description), periods[$0] ?? 0) },
      documents: periods.values.reduce(0, +))
  }

  private mutating func countValues(
    _ facet: Facet, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) throws(IndexError) -> FacetCounts {
    let map = try snapshot.ordinalMap(of: facet.field)
    counts.resize(to: map.count, 0)
    noted.removeAll()
    var documents = 0
    for (segment, column) in zip(snapshot.segments, map.columns) {
      guard let column else { continue }
      let numbers = map.numbers(of: segment.index)
      documents += unsafe ordinals.count(
        column, matches.words(of: segment), slots: Int(column.numberOrdinals.upperBound), slot: { Int($0) }
      ) { ordinal, count in
        let number = numbers.map { Int($0[ordinal]) } ?? ordinal
        if counts[number] == 0 { noted.append(UInt32(number)) }
        counts[number] += UInt32(count)
      }
    }
    best.begin(capacity: facet.limit)
    var (sum, numbers) = (0.0, 0)
    for place in 0..<noted.count {
      let number = noted[place]
      let count = counts[Int(number)]
      counts[Int(number)] = 0
      best.insert(ScoredDocument(score: count, document: number))
      if number >= map.textCount, let value = map.number(at: Int(number)) {
        sum += value * Double(count)
        numbers += Int(count)
      }
    }
    var buckets: [FacetCounts.Bucket] = []
    var shown = best.sorted()
    if facet.isHistogram { shown.sort { $0.document < $1.document } }
    for value in shown {
      buckets.append(
        FacetCounts.Bucket(value: try map.value(at: Int(value.document), snapshot), count: Int(value.score)))
    }
    return FacetCounts(
      facet: facet, documents: documents, mean: numbers > 0 ? sum / Double(numbers) : nil, buckets: buckets,
      otherValues: noted.count - shown.count)
  }

  /// The buckets of values that most documents have.
  ///
  /// - Parameter values: in their order.
  private static func counts(
    _ facet: Facet, _ values: [(FacetCounts.Value, Int)], documents: Int
  ) -> FacetCounts {
    let best = values.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .prefix(facet.limit)
    let shown = facet.isHistogram ? best.sorted { $0.offset < $1.offset } : Array(best)
    return FacetCounts(
      facet: facet, documents: documents,
      buckets: shown.map { FacetCounts.Bucket(value: $0.element.0, count: $0.element.1) },
      otherValues: values.count - shown.count)
  }
}
