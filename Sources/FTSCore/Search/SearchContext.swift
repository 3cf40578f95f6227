import FTSAnalysis
import FTSQuery

/// What one search at a time needs and the next can use again: analysis, scratch memory of
/// evaluation, decompression.
///
/// `Sendable` without the compiler's proof: `IndexReader` gives a context to one search at a
/// time, under a lock.
final class SearchContext: @unchecked Sendable {
  let zstandard = Zstandard()
  private let store: IndexStore
  private let tokenizer: Tokenizer
  /// The last commit that was searched, suspended between searches.
  private var snapshot: Snapshot?
  private var bm25: BM25?
  private let expander: TermExpander
  /// Of the last search that had any.
  private var synonymMap: SynonymMap?
  private var searcher = SegmentSearcher()
  private var top = TopDocs()
  private var matches = MatchSet()
  private var facetCounter = FacetCounter()

  init(_ store: IndexStore) {
    self.store = store
    tokenizer = store.analyzer.makeTokenizer()
    expander = TermExpander(tokenizer)
  }

  /// Answers `query` from the last commit.
  func search(_ query: Query, _ options: SearchOptions) throws(IndexError) -> SearchResults {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let now = options.moment
    let plan = QueryPlan(query, tokenizer, now: now, map(of: options.synonyms))
    var results = SearchResults(
      total: options.countsTotal ? 0 : nil, hits: [], generation: snapshot.manifest.generation)
    try options.check(snapshot)
    try options.checkCursor(query, snapshot)
    guard plan.parts != nil else {
      results.documents = options.byThread ? results.total : nil
      results.facets = options.facets.map(FacetCounts.init(ofNothing:))
      return results
    }
    watch(options.deadline)
    let weight: QueryWeight
    do {
      weight = try bind(plan, snapshot, ScoreBoosts(options.boosts, snapshot, now: now))
      try options.checkCost(of: weight, snapshot)
    } catch .deadlineExceeded where !options.isBrief {
      results.facets = options.facets.map(FacetCounts.init(ofNothing:))
      results.becomePartial()
      return results
    }
    if expander.vocabulary.memory > Vocabulary.limit { expander.vocabulary = Vocabulary() }
    if options.byThread {
      let threads = try findThreads(weight, options, snapshot)
      try checkIsBrief(options)
      if !options.facets.isEmpty { results.facets = try countFacets(weight, options, snapshot) }
      if options.countsTotal {
        let counts = try countThreads(weight, options, snapshot)
        results.total = counts.threads
        results.documents = counts.documents
      }
      var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &expander.vocabulary)
      results.hits = try fetcher.hits(of: threads, &expander.vocabulary)
    } else {
      var chosen: Chosen
      if options.facets.isEmpty {
        chosen = try choose(weight, options, snapshot)
      } else {
        // Facets count all that matches.
        var rest = options
        rest.countsTotal = false
        chosen = try choose(weight, rest, snapshot)
        results.facets = try countFacets(weight, options, snapshot)
        if options.countsTotal { chosen.total = matches.count }
      }
      results.total = chosen.total
      try checkIsBrief(options)
      var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &expander.vocabulary)
      results.hits = try fetcher.hits(of: chosen.documents, &expander.vocabulary)
      for (place, count) in chosen.duplicates.enumerated() { results.hits[place].duplicates = count }
      if let last = chosen.documents.last, !options.collapses {
        let rank = options.rank + chosen.documents.count
        if chosen.total.map({ rank < $0 }) ?? (chosen.documents.count == options.limit) {
          results.cursor = SearchCursor(
            generation: snapshot.manifest.generation, state: snapshot.state,
            question: options.question(query),
            now: plan.isRelative || weight.boosts.isRelative ? now : nil, rank: rank, last: last)
        }
      }
    }
    if searcher.watch.isUp {
      try checkIsBrief(options)
      results.becomePartial()
    } else {
      results.suggestion = try suggestion(query, weight, results, snapshot)
    }
    return results
  }

  /// Begins a search that is to end at a deadline.
  private func watch(_ deadline: Deadline?) {
    searcher.watch = DeadlineWatch(deadline)
    expander.watch = searcher.watch
  }

  /// - Throws: `deadlineExceeded` where a search that was to be brief has not come to its end.
  private func checkIsBrief(_ options: SearchOptions) throws(IndexError) {
    if options.isBrief, searcher.watch.isUp { throw .deadlineExceeded }
  }

  /// Evaluates without a deadline what costs little beside what it completes.
  private func withoutDeadline<R>(_ body: () throws(IndexError) -> R) throws(IndexError) -> R {
    let watch = searcher.watch
    searcher.watch = DeadlineWatch()
    defer { searcher.watch = watch }
    return try body()
  }

  /// A query for what is like the document of an id; `nil` where there is none.
  func query(like id: String) throws(IndexError) -> Query? {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    guard let (place, number) = try snapshot.find(id) else { return nil }
    var stored = StoredDocuments(snapshot.segments, zstandard)
    return try MoreLikeThis(
      try stored.document(number, in: place).document,
      lengthCode: snapshot.segments[place].lengths[Int(number)], snapshot, bm25(of: snapshot),
      store.settings.weights, tokenizer
    ).query
  }

  /// What `query` makes of the document of an id; `nil` where there is none.
  ///
  /// - Throws: also `deadlineExceeded`.
  func explain(
    _ query: Query, id: String, _ synonyms: Synonyms?, _ deadline: Deadline?
  ) throws(IndexError) -> MatchExplanation? {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    watch(deadline)
    guard let (place, number) = try snapshot.find(id) else { return nil }
    let segment = snapshot.segments[place]
    let now = SearchOptions().moment
    let map = map(of: synonyms)
    let plan = QueryPlan(query, tokenizer, now: now, map)
    var total = 0
    if plan.parts != nil {
      let weight = try bind(plan, snapshot)
      let document = UInt32(segment.base + Int(number))
      var scores = MatchScores(of: [document])
      total = try collect(weight, SearchOptions(), snapshot, into: &scores) ?? 0
      if let score = scores.scores[document] {
        var better = RankCounter(before: document, score: score)
        _ = try collect(weight, SearchOptions(), snapshot, into: &better)
        try searcher.watch.check()
        return MatchExplanation(
          total: total, rank: better.count + 1,
          explanation: try Explainer(weight, segment).explain(number, snapshot),
          mismatches: [])
      }
    }
    let finder = try MismatchFinder((place, number), snapshot, tokenizer, map, zstandard, now: now) {
      (plan) throws(IndexError) in try self.bind(plan, snapshot)
    }
    let mismatches = try finder.mismatches(of: query)
    try searcher.watch.check()
    return MatchExplanation(total: total, rank: nil, explanation: nil, mismatches: mismatches)
  }

  /// Passes hits of all that matches to `body`, in the order of the index or of the sort keys, until it returns
  /// false. Limit, offset, cursor and facets say nothing here.
  ///
  /// - Throws: also `deadlineExceeded`, when some have been passed.
  func forEachHit(
    _ query: Query, _ options: SearchOptions, _ body: @escaping (Hit) -> Bool
  ) throws(IndexError) -> IndexPosition {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    var options = options
    options.countsTotal = false
    options.limit = .max
    options.offset = 0
    options.cursor = nil
    let now = options.moment
    let plan = QueryPlan(query, tokenizer, now: now, map(of: options.synonyms))
    try options.check(snapshot)
    let position = IndexPosition(rawValue: snapshot.manifest.nextSegment)
    guard plan.parts != nil else { return position }
    watch(options.deadline)
    let weight = try bind(plan, snapshot, ScoreBoosts(options.boosts, snapshot, now: now))
    let (tokenizer, zstandard, fetching) = (tokenizer, zstandard, options)
    var stream = HitStream(
      { HitFetcher(weight, fetching, snapshot, tokenizer, zstandard, &$0) }, body)
    if options.sort.isEmpty {
      _ = try collect(weight, options, snapshot, into: &stream)
    } else {
      let documents = try sort(weight, options, snapshot).documents
      // Not all of them, they are not the first.
      if searcher.watch.isUp { throw .deadlineExceeded }
      for found in documents {
        try searcher.watch.check()
        try stream.pass(found)
      }
    }
    if searcher.watch.isUp { throw .deadlineExceeded }
    return position
  }

  /// All documents of a snapshot that match, by segment and DocID.
  func documents(
    matching query: Query, in snapshot: Snapshot
  ) throws(IndexError) -> [(segment: Int, document: DocID)] {
    let options = SearchOptions()
    let plan = QueryPlan(query, tokenizer, now: options.moment)
    guard plan.parts != nil else { return [] }
    try match(bind(plan, snapshot), options, snapshot)
    var found: [(segment: Int, document: DocID)] = []
    for segment in snapshot.segments {
      for block in 0..<segment.info.blocks {
        matches.lanes(block, of: segment).forEachLane {
          found.append((segment.index, DocID(block * Grid.blockSize + $0)))
        }
      }
    }
    return found
  }

  /// What may have been meant, where words of the query are hardly there. Words that are there cost nothing.
  private func suggestion(
    _ query: Query, _ weight: QueryWeight, _ results: SearchResults, _ snapshot: Snapshot
  ) throws(IndexError) -> SpellingSuggestion? {
    let rarest = weight.clauses.lazy.map(\.documentFrequency).min() ?? .max
    let findsLittle = (results.total ?? results.hits.count) <= SpellingCorrector.fewDocuments
    guard rarest == 0 || findsLittle && rarest <= SpellingCorrector.fewDocuments else { return nil }
    var corrector = SpellingCorrector(tokenizer, snapshot, findsLittle: findsLittle)
    return try corrector.suggestion(for: query)
  }

  /// Synonyms in terms of the index.
  private func map(of synonyms: Synonyms?) -> SynonymMap? {
    guard let synonyms else { return nil }
    if synonymMap?.synonyms != synonyms { synonymMap = SynonymMap(synonyms, tokenizer) }
    return synonymMap
  }

  /// Completes the last word of a text from the last commit.
  ///
  /// - Throws: also `deadlineExceeded`.
  func complete(_ text: String, limit: Int, _ deadline: Deadline?) throws(IndexError) -> [Completion] {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    return try WordCompleter(tokenizer).completions(
      of: text, snapshot, limit: limit, DeadlineWatch(deadline))
  }

  /// Finds the best documents of a query and fetches none of them.
  func rank(
    _ query: Query, _ options: SearchOptions, _ counter: () -> Int
  ) throws(IndexError) -> Ranking {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let plan = QueryPlan(query, tokenizer, now: options.moment, map(of: options.synonyms))
    var ranking = Ranking()
    guard plan.parts != nil else { return ranking }
    watch(options.deadline)
    let weight = try bind(plan, snapshot, ScoreBoosts(options.boosts, snapshot, now: options.moment))
    let before = counter()
    ranking.total = try rank(weight, options, snapshot)
    let after = counter()
    ranking.documents = top.sorted().dropFirst(options.passedOver).map {
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

  private func bind(
    _ plan: QueryPlan, _ snapshot: Snapshot, _ boosts: ScoreBoosts = ScoreBoosts()
  ) throws(IndexError) -> QueryWeight {
    try expander.watch.check()
    return try searcher.bind(
      plan, snapshot, bm25: bm25(of: snapshot), fieldWeights: store.settings.weights, expander, boosts: boosts
    )
  }

  private func bm25(of snapshot: Snapshot) -> BM25 {
    let bm25 =
      self.bm25 ?? BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    self.bm25 = bm25
    return bm25
  }

  /// The documents that become hits, in order.
  private struct Chosen {
    /// How many match, where that is asked for.
    var total: Int?
    var documents: ArraySlice<ScoredDocument>
    /// Of each, how many were folded into it, where any may be.
    var duplicates: [Int] = []
  }

  private func choose(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Chosen {
    if options.collapses { return try collapse(weight, options, snapshot) }
    guard options.sort.isEmpty || options.sort == [SortKey(.relevance)] else {
      return try sort(weight, options, snapshot)
    }
    let total = try rank(weight, options, snapshot)
    return Chosen(total: total, documents: top.sorted().dropFirst(options.passedOver))
  }

  /// The first documents with those folded into them that have nearly the same text.
  private func collapse(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Chosen {
    var all = options
    all.collapses = false
    all.limit = NearDuplicates.candidates(options.window)
    all.offset = 0
    let candidates = try choose(weight, all, snapshot)
    let groups = try NearDuplicates(
      candidates.documents, snapshot, tokenizer, zstandard, &searcher.watch
    ).groups
      .dropFirst(options.passedOver).prefix(max(0, options.limit))
    return Chosen(
      total: candidates.total, documents: groups.map(\.document)[...], duplicates: groups.map(\.duplicates))
  }

  /// Leaves the best documents in `top`; returns how many match where that is asked for.
  private func rank(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Int? {
    let k = options.window
    top.begin(capacity: k, after: options.cursor?.last)
    // So many are known to score as much as the last one sought.
    let known = k + (options.cursor?.rank ?? 0)
    var total = 0
    for segment in snapshot.segments {
      total += try searcher.search(segment, weight: weight, options: options, k: k > 0 ? known : 0, top: &top)
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

  /// The first documents in the order of the sort keys.
  private func sort(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Chosen {
    var sorter = try TopFieldDocs(options.sort, snapshot, k: options.window, after: options.cursor?.last)
    let total = try collect(weight, options, snapshot, into: &sorter)
    let needsScores = sorter.needsScores
    let documents = sorter.sorted().dropFirst(options.passedOver)
    if needsScores || documents.isEmpty { return Chosen(total: total, documents: documents) }
    var scores = MatchScores(of: documents.map(\.document))
    var rest = options
    rest.countsTotal = false
    try withoutDeadline { () throws(IndexError) in
      _ = try collect(weight, rest, snapshot, into: &scores)
    }
    let scored = documents.map {
      ScoredDocument(score: scores.scores[$0.document] ?? 0, document: $0.document)
    }
    return Chosen(total: total, documents: scored[...])
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
    try withoutDeadline { () throws(IndexError) in
      _ = try collect(weight, rest, snapshot, into: &collector)
    }
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
      if best.count >= sought || documents.count < options.limit || searcher.watch.isUp {
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
