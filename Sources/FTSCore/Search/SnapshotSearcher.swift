import FTSQuery

/// Evaluates a query over all segments of a snapshot.
///
/// Holds the scratch memory of evaluation; one per thread, used again and again.
struct SnapshotSearcher: ~Copyable {
  private var segments = SegmentSearcher()
  private var top = TopDocs()
  private var facetCounter = FacetCounter()
  /// What `match` found.
  private(set) var matches = MatchSet()

  init() {}

  /// Of the search under way: what was not looked at when the time was up is left out.
  var watch: DeadlineWatch {
    get { segments.watch }
    set { segments.watch = newValue }
  }

  /// What was done since the last call.
  mutating func takeWork() -> SearchWork { segments.takeWork() }

  /// Binds a plan to a snapshot, see `SegmentSearcher.bind`.
  mutating func bind(
    _ plan: QueryPlan, _ snapshot: Snapshot, bm25: BM25, fieldWeights: FieldWeights, _ expander: TermExpander,
    boosts: ScoreBoosts
  ) throws(IndexError) -> QueryWeight {
    try segments.bind(plan, snapshot, bm25: bm25, fieldWeights: fieldWeights, expander, boosts: boosts)
  }

  // MARK: - The best

  /// The best documents, best first, and how many match where that is asked for.
  mutating func rank(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (documents: ArraySlice<ScoredDocument>, total: Int?) {
    if let rescoring = weight.rescoring, options.limit > 0, options.rank <= Rescoring.depth {
      return try rank(weight, rescoring, options, snapshot)
    }
    let total = try findBest(weight, options, snapshot)
    return (best().dropFirst(options.passedOver), total)
  }

  /// The same in two steps, of which the first is evaluation without the sorted copy.
  mutating func findBest(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Int? {
    let k = options.window
    top.begin(capacity: k, after: options.cursor?.last)
    // So many are known to score as much as the last one sought.
    let known = k + (options.cursor?.rank ?? 0)
    var total = 0
    for segment in snapshot.segments {
      total += try segments.search(segment, weight: weight, options: options, k: k > 0 ? known : 0, top: &top)
    }
    return options.countsTotal ? total : nil
  }

  /// The documents that `findBest` found, those to be passed over among them.
  mutating func best() -> [ScoredDocument] { top.sorted() }

  /// The first documents in the order of the sort keys, and how many match where that is asked for.
  mutating func sort(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (documents: ArraySlice<ScoredDocument>, total: Int?) {
    var sorter = try TopFieldDocs(options.sort, snapshot, k: options.window, after: options.cursor?.last)
    let total = try collect(weight, options, snapshot, into: &sorter)
    let needsScores = sorter.needsScores
    let documents = sorter.sorted().dropFirst(options.passedOver)
    if needsScores || documents.isEmpty { return (documents, total) }
    var scores = MatchScores(of: documents.map(\.document))
    try complete(weight, options, snapshot, into: &scores)
    let scored = documents.map {
      ScoredDocument(score: scores.scores[$0.document] ?? 0, document: $0.document)
    }
    return (scored[...], total)
  }

  // MARK: - All that matches

  /// Passes all that matches to a collector; returns how many that are where it is asked for.
  mutating func collect(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot,
    into collector: inout some Collector & ~Copyable
  ) throws(IndexError) -> Int? {
    var total = 0
    for segment in snapshot.segments {
      total += try segments.collect(segment, weight: weight, options: options, into: &collector)
    }
    return options.countsTotal ? total : nil
  }

  /// Passes what matches of a few documents to a collector, without a deadline: it costs little beside what it
  /// completes.
  mutating func complete(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot,
    into collector: inout some Collector & ~Copyable
  ) throws(IndexError) {
    var options = options
    options.countsTotal = false
    let watch = watch
    self.watch = DeadlineWatch()
    defer { self.watch = watch }
    _ = try collect(weight, options, snapshot, into: &collector)
  }

  /// Leaves all that matches in `matches`.
  mutating func match(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) {
    matches.begin(snapshot)
    for segment in snapshot.segments {
      try segments.match(segment, weight: weight, options: options, into: &matches)
    }
  }

  /// Counts all that matches, which it leaves in `matches`.
  mutating func countFacets(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [FacetCounts] {
    try match(weight, options, snapshot)
    var facets: [FacetCounts] = []
    for facet in options.facets { facets.append(try facetCounter.count(facet, matches, snapshot)) }
    return facets
  }
}
