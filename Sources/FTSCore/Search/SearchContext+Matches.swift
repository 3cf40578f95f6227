import FTSQuery

/// What wants matches without the pages of results.
extension SearchContext {
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
    // One at a time, they may be as large as they are.
    options.maximumBytes = .max
    let now = options.moment
    let prepared = prepare(query, options.dictionaries)
    let plan = QueryPlan(prepared.query, tokenizer, now: now, prepared.synonyms)
    try options.check(snapshot)
    let position = IndexPosition(rawValue: snapshot.manifest.nextSegment)
    guard plan.parts != nil else { return position }
    begin(options.deadline, maximumForms: options.maximumForms)
    let weight = try bind(plan, snapshot, ScoreBoosts(options.boosts, snapshot, now: now))
    let (tokenizer, zstandard, fetching) = (tokenizer, zstandard, options)
    var stream = HitStream(
      { HitFetcher(weight, fetching, snapshot, tokenizer, zstandard, &$0) }, body)
    if options.sort.isEmpty {
      _ = try searcher.collect(weight, options, snapshot, into: &stream)
    } else {
      let documents = try searcher.sort(weight, options, snapshot).documents
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
    try searcher.match(bind(plan, snapshot), options, snapshot)
    var found: [(segment: Int, document: DocID)] = []
    for segment in snapshot.segments {
      for block in 0..<segment.info.blocks {
        searcher.matches.lanes(block, of: segment).forEachLane {
          found.append((segment.index, DocID(block * Grid.blockSize + $0)))
        }
      }
    }
    return found
  }

  /// Finds the best documents of a query by its words alone, and fetches none of them.
  func rank(
    _ query: Query, _ options: SearchOptions, _ counter: () -> Int
  ) throws(IndexError) -> Ranking {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let prepared = prepare(query, options.dictionaries)
    let plan = QueryPlan(prepared.query, tokenizer, now: options.moment, prepared.synonyms)
    var ranking = Ranking()
    guard plan.parts != nil else { return ranking }
    begin(options.deadline)
    let weight = try bind(plan, snapshot, ScoreBoosts(options.boosts, snapshot, now: options.moment))
    let before = counter()
    ranking.total = try searcher.findBest(weight, options, snapshot)
    let after = counter()
    ranking.documents = searcher.best().dropFirst(options.passedOver)
      .map { ($0.document, weight.scale.score($0.score)) }
    ranking.work = searcher.takeWork()
    ranking.work.counted = after - before
    return ranking
  }
}
