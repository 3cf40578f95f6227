import FTSDocument
import FTSQuery

/// Counts what documents that match have of facets, over all segments. Holds the scratch memory for it.
struct FacetCounter: ~Copyable {
  private var ordinals = OrdinalCounter()
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
    func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
    var shown = kinds.sorted { $0.value > $1.value || $0.value == $1.value && precedes($0.key, $1.key) }
    shown = Array(shown.prefix(facet.limit))
    if facet.isHistogram { shown.sort { precedes($0.key, $1.key) } }
    return FacetCounts(
      facet: facet, documents: matches.count,
      buckets: shown.map { FacetCounts.Bucket(value: .text($0.key), count: $0.value) },
      otherValues: kinds.count - shown.count)
  }

  private mutating func countDates(
    _ facet: Facet, by precision: Timestamp.Precision, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) throws(IndexError) -> FacetCounts {
    let map = try snapshot.periodMap(by: precision)
    ordinals.begin(numbers: map.periods.count)
    for segment in snapshot.segments {
      let buckets = map.buckets[segment.index]
      _ = unsafe ordinals.count(
        try segment.values(.dates), matches.words(of: segment), slots: buckets.periods.count,
        slot: { buckets.bucket(of: $0) }, numbers: map.numbers[segment.index])
    }
    var documents = 0
    ordinals.forEach { documents += Int($1) }
    let (shown, others) = choose(facet)
    return FacetCounts(
      facet: facet, documents: documents,
      buckets: shown.map {
        FacetCounts.Bucket(value: .text(map.periods[Int($0.document)].description), count: Int($0.score))
      },
      otherValues: others)
  }

  private mutating func countValues(
    _ facet: Facet, _ matches: borrowing MatchSet, _ snapshot: Snapshot
  ) throws(IndexError) -> FacetCounts {
    let map = try snapshot.ordinalMap(of: facet.field)
    ordinals.begin(numbers: map.count)
    var documents = 0
    for (segment, column) in zip(snapshot.segments, map.columns) {
      guard let column else { continue }
      documents += unsafe ordinals.count(
        column, matches.words(of: segment), slots: Int(column.numberOrdinals.upperBound), slot: { Int($0) },
        numbers: map.numbers(of: segment.index))
    }
    var (sum, numbers) = (0.0, 0)
    if map.textCount < map.count {
      ordinals.forEach { number, count in
        guard number >= map.textCount, let value = map.number(at: number) else { return }
        sum += value * Double(count)
        numbers += Int(count)
      }
    }
    let (shown, others) = choose(facet)
    var buckets: [FacetCounts.Bucket] = []
    for value in shown {
      buckets.append(
        FacetCounts.Bucket(value: try map.value(at: Int(value.document), snapshot), count: Int(value.score)))
    }
    return FacetCounts(
      facet: facet, documents: documents, mean: numbers > 0 ? sum / Double(numbers) : nil, buckets: buckets,
      otherValues: others)
  }

  /// Of the numbers counted those that most documents have, of equal ones the first, with their counts as scores, in
  /// the order in which they are shown; and how many others there are.
  private mutating func choose(_ facet: Facet) -> (shown: [ScoredDocument], others: Int) {
    best.begin(capacity: facet.limit)
    var count = 0
    ordinals.forEach {
      best.insert(ScoredDocument(score: $1, document: UInt32(truncatingIfNeeded: $0)))
      count += 1
    }
    var shown = best.sorted()
    if facet.isHistogram { shown.sort { $0.document < $1.document } }
    return (shown, count - shown.count)
  }
}
