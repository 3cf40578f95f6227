import FTSAnalysis
import FTSQuery

/// What one search at a time needs and the next can use again: analysis, scratch memory of
/// evaluation, decompression.
///
/// `Sendable` without the compiler's proof: `IndexReader` gives a context to one search at a
/// time, under a lock.
final class SearchContext: @unchecked Sendable {
  let zstandard = Zstandard()
  let store: IndexStore
  let tokenizer: Tokenizer
  /// The last commit that was searched, suspended between searches.
  private var snapshot: Snapshot?
  private var bm25: BM25?
  private let expander: TermExpander
  /// Of the last search that had any.
  private var synonymMap: SynonymMap?
  /// Likewise.
  private var stopForms: (words: WordList, forms: FormSet)?
  var searcher = SnapshotSearcher()

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
    let prepared = prepare(query, options.dictionaries)
    let plan = QueryPlan(prepared.query, tokenizer, now: now, prepared.synonyms)
    var results = SearchResults(
      total: options.countsTotal ? 0 : nil, hits: [], generation: snapshot.manifest.generation)
    try options.check(snapshot)
    try options.checkCursor(prepared.query, snapshot)
    guard plan.parts != nil else {
      results.documents = options.byThread ? results.total : nil
      results.facets = options.facets.map(FacetCounts.init(ofNothing:))
      return results
    }
    begin(options.deadline, maximumForms: options.maximumForms)
    let weight: QueryWeight
    do {
      let boosts = try ScoreBoosts(options.boosts, snapshot, now: now)
      weight = try bind(plan, of: query, options, prepared.synonyms, snapshot, boosts)
      try options.checkCost(of: weight, snapshot)
    } catch .deadlineExceeded where !options.isBrief {
      results.facets = options.facets.map(FacetCounts.init(ofNothing:))
      results.becomePartial()
      return results
    }
    if expander.vocabulary.memory > Vocabulary.limit { expander.vocabulary = Vocabulary() }
    if options.byThread {
      try findThreads(weight, options, snapshot, &results)
    } else {
      let chosen = try findDocuments(weight, options, snapshot, &results)
      if let last = chosen.documents.last, !options.collapses {
        let rank = options.rank + chosen.documents.count
        if chosen.total.map({ rank < $0 }) ?? (chosen.documents.count == options.limit) {
          results.cursor = SearchCursor(
            generation: snapshot.manifest.generation, state: snapshot.state,
            question: options.question(prepared.query),
            now: plan.isRelative || weight.boosts.isRelative ? now : nil, rank: rank, last: last)
        }
      }
    }
    if searcher.watch.isUp {
      try checkIsBrief(options)
      results.becomePartial()
    } else {
      results.suggestion = try suggestion(prepared.query, weight, results, snapshot)
    }
    return results
  }

  /// Puts what was found by thread into results.
  private func findThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot, _ results: inout SearchResults
  ) throws(IndexError) {
    let threads = try searcher.findThreads(weight, options, snapshot)
    try checkIsBrief(options)
    if !options.facets.isEmpty { results.facets = try searcher.countFacets(weight, options, snapshot) }
    if options.countsTotal {
      let counts = try searcher.countThreads(weight, options, snapshot)
      results.total = counts.threads
      results.documents = counts.documents
    }
    var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &expander.vocabulary)
    results.hits = try fetcher.hits(of: threads, &expander.vocabulary)
  }

  /// Puts what was found into results; returns which documents these are.
  private func findDocuments(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot, _ results: inout SearchResults
  ) throws(IndexError) -> Chosen {
    var rest = options
    // Facets count all that matches.
    if !options.facets.isEmpty { rest.countsTotal = false }
    var chosen = try choose(weight, rest, snapshot)
    if !options.facets.isEmpty {
      results.facets = try searcher.countFacets(weight, options, snapshot)
      if options.countsTotal { chosen.total = searcher.matches.count }
    }
    results.total = chosen.total
    try checkIsBrief(options)
    var fetcher = HitFetcher(weight, options, snapshot, tokenizer, zstandard, &expander.vocabulary)
    results.hits = try fetcher.hits(of: chosen.documents, &expander.vocabulary)
    for (place, count) in chosen.duplicates.enumerated() { results.hits[place].duplicates = count }
    return chosen
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

  // MARK: - Choosing

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
    let (documents, total) =
      options.isRanked
      ? try searcher.rank(weight, options, snapshot) : try searcher.sort(weight, options, snapshot)
    return Chosen(total: total, documents: documents)
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

  // MARK: - What a search needs

  /// Begins a search that is to end at a deadline, and whose patterns come to no more different words each.
  func begin(_ deadline: Deadline? = nil, maximumForms: Int = .max) {
    searcher.watch = DeadlineWatch(deadline)
    expander.watch = searcher.watch
    expander.maximumForms = maximumForms
  }

  /// - Throws: `deadlineExceeded` where a search that was to be brief has not come to its end.
  private func checkIsBrief(_ options: SearchOptions) throws(IndexError) {
    if options.isBrief, searcher.watch.isUp { throw .deadlineExceeded }
  }

  /// A query as the dictionaries of a search have it.
  struct PreparedQuery {
    /// Without the stop words that are left out.
    var query: Query
    /// Those, as queries say them.
    var stopWords: [String] = []
    /// Synonyms in terms of the index.
    var synonyms: SynonymMap?
  }

  func prepare(_ query: Query, _ dictionaries: SearchDictionaries) -> PreparedQuery {
    var prepared = PreparedQuery(query: query)
    if let synonyms = dictionaries.synonyms {
      if synonymMap?.synonyms != synonyms { synonymMap = SynonymMap(synonyms, tokenizer) }
      prepared.synonyms = synonymMap
    }
    if let words = dictionaries.stopWords, !words.isEmpty {
      var filter = StopWordFilter(forms(of: words), QueryAnalyzer(tokenizer), prepared.synonyms)
      prepared.query = filter.filter(query)
      prepared.stopWords = filter.omitted
    }
    return prepared
  }

  private func forms(of words: WordList) -> FormSet {
    if let stopForms, stopForms.words == words { return stopForms.forms }
    let forms = words.forms(by: tokenizer.analyzer)
    stopForms = (words, forms)
    return forms
  }

  /// A plan of the phrases that neighbouring words are; `nil` where there are none, or they weigh nothing.
  private func neighbours(in query: Query, _ options: SearchOptions, _ synonyms: SynonymMap?) -> QueryPlan? {
    // In texts that were analysed elsewhere words may stand in no order.
    guard options.neighbourWeight > 0, tokenizer.analyzer.name != Analyzer.whitespace,
      let phrases = Neighbours(QueryAnalyzer(tokenizer)).phrases(in: query)
    else { return nil }
    let weighed = Query(.boosted(phrases, by: options.neighbourWeight))
    let plan = QueryPlan(weighed, tokenizer, now: options.moment, synonyms)
    return plan.parts == nil ? nil : plan
  }

  /// The snapshot of the last commit: the one there is, where nothing was committed since.
  func resumeSnapshot() throws(IndexError) -> Snapshot {
    if let snapshot, snapshot.resume() { return snapshot }
    let opened = try store.snapshot()
    snapshot = opened
    bm25 = nil
    return opened
  }

  func bind(
    _ plan: QueryPlan, _ snapshot: Snapshot, _ boosts: ScoreBoosts = ScoreBoosts()
  ) throws(IndexError) -> QueryWeight {
    try expander.watch.check()
    return try searcher.bind(
      plan, snapshot, bm25: bm25(of: snapshot), fieldWeights: store.settings.weights, expander, boosts: boosts
    )
  }

  /// The same with what the best documents are scored again by.
  ///
  /// - Parameter query: as it was typed: between two of its words may stand one that the plan leaves out.
  func bind(
    _ plan: QueryPlan, of query: Query, _ options: SearchOptions, _ synonyms: SynonymMap?,
    _ snapshot: Snapshot,
    _ boosts: ScoreBoosts = ScoreBoosts()
  ) throws(IndexError) -> QueryWeight {
    var weight = try bind(plan, snapshot, boosts)
    if let phrases = neighbours(in: query, options, synonyms) {
      weight.rescore(by: try bind(phrases, snapshot, boosts))
    }
    return weight
  }

  func bm25(of snapshot: Snapshot) -> BM25 {
    let bm25 =
      self.bm25 ?? BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    self.bm25 = bm25
    return bm25
  }
}
