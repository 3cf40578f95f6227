import FTSAnalysis
import FTSQuery

/// What one search at a time needs and the next can use again: analysis, scratch memory of
/// evaluation, decompression.
///
/// `Sendable` without the compiler's proof: `IndexReader` gives a context to one search at a
/// time, under a lock.
final class SearchContext: @unchecked Sendable {
  /// Bytes of vocabulary past which it begins anew.
  private static let vocabularyLimit = 16 << 20

  let zstandard = Zstandard()
  private let store: IndexStore
  private let tokenizer: Tokenizer
  /// The last commit that was searched, suspended between searches.
  private var snapshot: Snapshot?
  private var bm25: BM25?
  /// Words met in the texts of hits.
  private var vocabulary = Vocabulary()
  private var searcher = SegmentSearcher()
  private var top = TopDocs()
  private var matches = MatchSet()
  private var facetCounter = FacetCounter()

  init(_ store: IndexStore) {
    self.store = store
    tokenizer = store.analyzer.makeTokenizer()
  }

  /// Answers `query` from the last commit.
  func search(_ query: Query, _ options: SearchOptions) throws(IndexError) -> SearchResults {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let plan = try QueryPlan(query, tokenizer)
    var results = SearchResults(
      total: options.countsTotal ? 0 : nil, hits: [], generation: snapshot.manifest.generation)
    try options.check(snapshot)
    guard plan.parts != nil else {
      results.documents = options.byThread ? results.total : nil
      results.facets = options.facets.map {
        FacetCounts(facet: $0, documents: 0, buckets: [], otherValues: 0)
      }
      return results
    }
    let weight = try bind(plan, snapshot)
    if !options.facets.isEmpty {
      results.facets = try countFacets(weight, options, snapshot)
      if options.countsTotal { results.total = matches.count }
    }
    if vocabulary.memory > Self.vocabularyLimit { vocabulary = Vocabulary() }
    if options.byThread {
      if options.countsTotal {
        let counts = try countThreads(weight, options, snapshot)
        results.total = counts.threads
        results.documents = counts.documents
      }
      let threads = try findThreads(weight, options, snapshot)
      var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &vocabulary)
      results.hits = try fetcher.hits(of: threads, &vocabulary)
      return results
    }
    let documents: ArraySlice<ScoredDocument>
    if options.sort.isEmpty || options.sort == [SortKey(.relevance)] {
      results.total = try rank(weight, options, snapshot)
      documents = top.sorted().dropFirst(max(0, options.offset))
    } else {
      (results.total, documents) = try sort(weight, options, snapshot)
    }
    var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &vocabulary)
    results.hits = try fetcher.hits(of: documents, &vocabulary)
    return results
  }

  /// What `query` makes of the document of an id; `nil` where there is none.
  func explain(_ query: Query, id: String) throws(IndexError) -> MatchExplanation? {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    guard let (place, number) = try snapshot.find(id) else { return nil }
    let segment = snapshot.segments[place]
    let plan = try QueryPlan(query, tokenizer)
    var total = 0
    if plan.parts != nil {
      let weight = try bind(plan, snapshot)
      let document = UInt32(segment.base + Int(number))
      var scores = MatchScores(of: [document])
      total = try collect(weight, SearchOptions(), snapshot, into: &scores) ?? 0
      if let score = scores.scores[document] {
        var better = RankCounter(before: document, score: score)
        _ = try collect(weight, SearchOptions(), snapshot, into: &better)
        return MatchExplanation(
          total: total, rank: better.count + 1,
          explanation: try Explainer(weight, segment).explain(number, snapshot),
          mismatches: [])
      }
    }
    let finder = try MismatchFinder((place, number), snapshot, tokenizer, zstandard) {
      (plan) throws(IndexError) in try self.bind(plan, snapshot)
    }
    return MatchExplanation(
      total: total, rank: nil, explanation: nil, mismatches: try finder.mismatches(of: query))
  }

  /// Finds the best documents of a query and fetches none of them.
  func rank(
    _ query: Query, _ options: SearchOptions, _ counter: () -> Int
  ) throws(IndexError) -> Ranking {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let plan = try QueryPlan(query, tokenizer)
    var ranking = Ranking()
    guard plan.parts != nil else { return ranking }
    let weight = try bind(plan, snapshot)
    let before = counter()
    ranking.total = try rank(weight, options, snapshot)
    let after = counter()
    ranking.documents = top.sorted().dropFirst(max(0, options.offset)).map {
      ($0.document, weight.scale.score($0.score))
    }
    ranking.work = searcher.takeWork()
    ranking.work.counted = after - before
    return ranking
  }

  /// The snapshot of the last commit: the one there is, where nothing was committed since.
  private func resumeSnapshot() throws(IndexError) -> Snapshot {
    if let snapshot, snapshot.resume() { return snapshot }
    let opened = try store.snapshot()
    snapshot = opened
    bm25 = nil
    return opened
  }

  private func bind(_ plan: QueryPlan, _ snapshot: Snapshot) throws(IndexError) -> QueryWeight {
    let bm25 =
      self.bm25 ?? BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    self.bm25 = bm25
    return try searcher.bind(plan, snapshot, bm25: bm25, fieldWeights: store.settings.weights)
  }

  /// Leaves the best documents in `top`; returns how many match where that is asked for.
  private func rank(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Int? {
    let k = options.window
    top.begin(capacity: k)
    var total = 0
    for segment in snapshot.segments {
      total += try searcher.search(segment, weight: weight, options: options, k: k, top: &top)
    }
    return options.countsTotal ? total : nil
  }

  /// Leaves all that matches in `matches`.
  private func match(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) {
    matches.begin(snapshot)
    for segment in snapshot.segments {
      try searcher.match(segment, weight: weight, options: options, into: &matches)
    }
  }

  /// Counts all that matches, which it leaves in `matches`.
  private func countFacets(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [FacetCounts] {
    try match(weight, options, snapshot)
    var facets: [FacetCounts] = []
    for facet in options.facets { facets.append(try facetCounter.count(facet, matches, snapshot)) }
    return facets
  }

  /// How many documents match, where that is asked for, and the first of them in the order of the sort keys.
  private func sort(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (total: Int?, documents: ArraySlice<ScoredDocument>) {
    var sorter = TopFieldDocs(options.sort, snapshot, k: options.window)
    let total = try collect(weight, options, snapshot, into: &sorter)
    let needsScores = sorter.needsScores
    let documents = sorter.sorted().dropFirst(max(0, options.offset))
    if needsScores { return (total, documents) }
    var scores = MatchScores(of: documents.map(\.document))
    var rest = options
    rest.countsTotal = false
    _ = try collect(weight, rest, snapshot, into: &scores)
    let scored = documents.map {
      ScoredDocument(score: scores.scores[$0.document] ?? 0, document: $0.document)
    }
    return (total, scored[...])
  }

  /// Passes all that matches to a collector; returns how many that are where it is asked for.
  private func collect(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot,
    into collector: inout some Collector & ~Copyable
  ) throws(IndexError) -> Int? {
    var total = 0
    for segment in snapshot.segments {
      total += try searcher.collect(segment, weight: weight, options: options, into: &collector)
    }
    return options.countsTotal ? total : nil
  }

  // MARK: - Threads

  /// The first threads, in the order of their best documents, and what of each is shown.
  private func findThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [FoundThread] {
    let best = try rankThreads(weight, options, snapshot)
    if best.isEmpty { return [] }
    let places = best.map { snapshot.thread(of: Int($0.document)) }
    // Where a thread has no root, the best document takes its place.
    var collector = ThreadCollector(places.map(\.pieces), limit: max(0, options.comments) + 1)
    var rest = options
    rest.countsTotal = false
    _ = try collect(weight, rest, snapshot, into: &collector)
    return best.indices.map { index in
      FoundThread(
        best: best[index], root: places[index].root.map { snapshot.segments[$0.segment].base + $0.document },
        collector.matches[index], comments: max(0, options.comments))
    }
  }

  /// Of the first threads, the best document: the best documents, of which each thread's first counts. As many of
  /// them are sought as prove to be enough.
  private func rankThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [ScoredDocument] {
    // There are no more threads than documents.
    let sought = min(options.window, snapshot.manifest.documents)
    var options = options
    options.countsTotal = false
    options.limit = 2 * sought
    let passedOver = max(0, options.offset)
    options.offset = 0
    while true {
      _ = try rank(weight, options, snapshot)
      let documents = top.sorted()
      var threads: Set<UInt64> = []
      let best = documents.filter { document in
        let segment = snapshot.segment(of: Int(document.document))
        return threads.insert(segment.thread(of: document.document - DocID(segment.base))).inserted
      }
      if best.count >= sought || documents.count < options.limit {
        return Array(best.prefix(sought).dropFirst(passedOver))
      }
      options.limit *= 4
    }
  }

  /// How many threads have a document that matches, and how many documents do.
  private func countThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (threads: Int, documents: Int) {
    // Facets have been counted over the same.
    if options.facets.isEmpty { try match(weight, options, snapshot) }
    return (matches.countThreads(snapshot), matches.count)
  }
}
