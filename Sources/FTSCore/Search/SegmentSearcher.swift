import FTSQuery

/// Evaluates a query over one segment, block by block.
///
/// 1. *Bounds.* For every block, an upper bound of the score any of its documents can reach: the
///    sum of the clauses' bounds there. One pass over contiguous arrays.
/// 2. *Order.* Blocks are visited by descending bound, until the bound falls below the k-th best
///    score found so far. The cells of the blocks to come are asked for ahead.
/// 3. *Blocks.* In a union of terms, the rarest are scored first, until what is left could not lift a
///    document over the threshold by itself (MaxScore: Turtle and Flood 1995, within a block); the
///    others are looked up only for the documents still in the race. In an intersection, the
///    documents that have all terms are found first, and scored likewise. For a phrase by itself, those of
///    the next blocks are found before positions are read, which memory brings meanwhile. In any other
///    query, the documents that match are one word, AND, OR and NOT of the clauses' words (see
///    SegmentSearcher+Tree); then they are scored.
///
/// The score of a document is the sum of its clauses' contributions, which are whole numbers (see
/// ScoreScale): it is the same in whatever order they are added. So pruned evaluation and exhaustive
/// evaluation give the same results bit for bit. A block whose bound equals the k-th best score is visited: a
/// document in it may tie and win by its number.
///
/// Holds the scratch memory of evaluation; one per thread, used again and again.
struct SegmentSearcher: ~Copyable {
  /// Blocks ahead of the one visited for which cells are asked for.
  static let cellDistance = 4

  var query = QueryCursors()
  var scorer = BlockScorer()
  var bounds = BlockBounds()
  private var upcoming = UpcomingBlocks()
  var phrases = PhraseMatcher()
  var nears = NearMatcher()
  private var union = UnionMatcher()
  /// Of each clause of several words and lane: its impact in the block being visited.
  var phraseImpacts = ScratchBuffer<UInt32>()
  /// Of each node of the query: the documents that match it in the block being visited.
  var nodeLanes = ScratchBuffer<UInt64>()
  /// What scores are multiplied by, and the columns of the segment that tell.
  private(set) var boosts = ScoreBoosts()
  private(set) var boostValues = ScoreBoosts.SegmentValues(segment: 0)
  /// What evaluation did so far.
  var work = SearchWork()
  /// Of the search; what was not looked at when the time was up is left out.
  var watch = DeadlineWatch()

  init() {}

  /// Finds the best documents of a segment.
  ///
  /// - Parameters:
  ///   - top: takes the best documents; its threshold prunes.
  ///   - k: how many documents are sought in all.
  /// - Returns: the number of matching documents, where it is asked for.
  mutating func search(
    _ segment: SegmentReader, weight: QueryWeight, options: SearchOptions, k: Int,
    top: inout TopDocs
  ) throws(IndexError) -> Int {
    guard let filter = try open(segment, weight, options) else { return 0 }
    if options.isExhaustive {
      let count = searchExhaustively(segment, filter, &top)
      return options.countsTotal ? count : 0
    }
    if k > 0 {
      if filter.passesAll, let known = knownThreshold(segment, weight, k: k) { top.raiseThreshold(to: known) }
      bounds.order(threshold: least(top))
      if query.shape == .phrase {
        searchPhrase(segment, filter, &top)
      } else {
        visitBlocks(segment, filter, &top)
      }
    }
    return options.countsTotal ? countMatches(segment, filter) : 0
  }

  /// Passes the documents of a segment that match to a collector, block by block in the order of the index.
  ///
  /// - Returns: the number of matching documents, where it is asked for.
  mutating func collect(
    _ segment: SegmentReader, weight: QueryWeight, options: SearchOptions,
    into collector: inout some Collector & ~Copyable
  ) throws(IndexError) -> Int {
    guard options.countsTotal || collector.isInterested(in: segment),
      let filter = try open(segment, weight, options)
    else { return 0 }
    try collector.begin(segment)
    let needsScores = collector.needsScores
    for block in 0..<segment.info.blocks where bounds.canMatch(block) {
      if watch.isUpAtNextBlock() { break }
      let wanted = collector.candidates(block)
      if wanted == 0 { continue }
      let lanes = matches(block, filter[block] & wanted, least: 0, scores: needsScores)
      if lanes == 0 { continue }
      if needsScores {
        addScores(lanes, block)
        boost(lanes, block)
      }
      try collector.collect(lanes, block, scorer)
    }
    return options.countsTotal ? countMatches(segment, filter) : 0
  }

  /// Puts the documents of a segment that match into a set.
  ///
  /// - Parameter areRoots: only those that are roots of threads, or only those that are not.
  mutating func match(
    _ segment: SegmentReader, weight: QueryWeight, options: SearchOptions, areRoots: Bool? = nil,
    into set: inout MatchSet
  ) throws(IndexError) {
    guard var filter = try open(segment, weight, options) else { return }
    if let areRoots { filter.add(SegmentFilter(rootsOf: segment), holds: areRoots) }
    set.begin(segment)
    if query.shape == .union {
      return union.match(query.terms, filter, blocks: segment.info.blocks, &watch, into: &set)
    }
    for block in 0..<segment.info.blocks where bounds.canMatch(block) {
      if watch.isUpAtNextBlock() { break }
      set.insert(matches(block, filter[block], least: 0, scores: false), block)
    }
  }

  /// What was done since the last call.
  mutating func takeWork() -> SearchWork {
    var done = work
    done.postings = scorer.takePostings()
    work = SearchWork()
    return done
  }

  /// Turns to a segment; `nil` where nothing in it can match.
  private mutating func open(
    _ segment: SegmentReader, _ weight: QueryWeight, _ options: SearchOptions
  ) throws(IndexError) -> LaneFilter? {
    var filter = LaneFilter(segment, kind: options.kind)
    if let since = options.since {
      let blocks = segment.info.blocks
      guard let mask = try segment.births().documents(from: since.rawValue, blocks: blocks) else {
        return nil
      }
      filter.add(SegmentFilter(mask, segment), holds: true)
    }
    if let id = options.excludedID, let excluded = try segment.document(id: Array(id.utf8)) {
      var mask = DocumentMask(blocks: segment.info.blocks)
      mask.insert(Int(excluded))
      filter.add(SegmentFilter(mask, segment), holds: false)
    }
    guard !filter.isEmpty else { return nil }
    scorer.begin(segment, weight)
    boosts = weight.boosts
    boostValues = try boosts.values(segment)
    guard try query.open(segment, weight, scorer) else { return nil }
    query.moveConditions(to: &filter)
    prepare(segment)
    return filter
  }

  // MARK: - Bounds

  private mutating func prepare(_ segment: SegmentReader) {
    upcoming.begin(terms: query.terms.count)
    phraseImpacts.resize(to: query.clauses.count * Grid.blockSize, 0)
    nodeLanes.resize(to: query.nodes.count, 0)
    bounds.begin(blocks: segment.info.blocks)
    for index in 0..<query.clauses.count {
      let clause = query.clauses[index]
      if !clause.isWanted { continue }
      unsafe bounds.add(
        BlockBounds.Row(clause.bounds, step: clause.step, isRequired: clause.isRequired))
      if case .term = clause.kind, clause.cursors.count > 1 {
        let titled = query.terms[clause.cursors.upperBound - 1]
        unsafe bounds.add(BlockBounds.Row(titled.bounds, step: titled.step, isRequired: false))
      }
    }
    bounds.sum(everyBlock: query.matchesAnywhere)
  }

  /// A score that at least `k` documents of the segment are known to reach: the k-th best that a
  /// single term gives, where every document with the term matches.
  private func knownThreshold(_ segment: SegmentReader, _ weight: QueryWeight, k: Int) -> UInt32? {
    guard weight.plan.isUnion else { return nil }
    let unit = ImpactBound.unitBelow(
      storedAverage: segment.info.boundsAverageLength, currentAverage: weight.bm25.averageLength)
    var best: Double = 0
    for (clause, planned) in zip(weight.clauses, weight.plan.clauses)
    where clause.terms.count == 1 && planned.field == nil {
      guard let postings = clause.terms[0].postings[segment.index] else { continue }
      let impact = Double(postings.list.threshold(rank: k)) * Double(unit)
      best = max(best, Double(weight.scale.units(ofWeight: clause.weight)) * impact)
    }
    // What a contribution loses by being a whole number, and its impact by being one.
    return UInt32(max(0, best - 2))
  }

  /// Asks for what the blocks to come will need.
  @inline(__always)
  private func prefetch() {
    let terms = unsafe query.terms.elements
    if let block = bounds.block(at: bounds.visited + Self.cellDistance) {
      scorer.prefetch(block)
      for index in 0..<terms.count where unsafe terms[index].bound(block) != 0 {
        unsafe terms[index].place(block).prefetch()
      }
    }
  }

  // MARK: - Blocks

  private mutating func countMatches(
    _ segment: SegmentReader, _ filter: LaneFilter
  ) -> Int {
    if query.shape == .union { return union.count(query.terms, filter, blocks: segment.info.blocks, &watch) }
    var count = 0
    for block in 0..<segment.info.blocks where bounds.canMatch(block) {
      if watch.isUpAtNextBlock() { break }
      count += matches(block, filter[block], least: 0, scores: false).nonzeroBitCount
    }
    return count
  }

  private mutating func searchExhaustively(
    _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) -> Int {
    var count = 0
    for block in 0..<segment.info.blocks {
      if watch.isUpAtNextBlock() { break }
      let lanes = matches(block, filter[block], least: 0, scores: true)
      count += lanes.nonzeroBitCount
      score(lanes, block, segment, &top)
    }
    return count
  }

  /// Visits blocks, best first. Apart: in a larger function the compiler no longer takes in what is called for each.
  @inline(never)
  private mutating func visitBlocks(
    _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) {
    if watch.look() { return }
    // Counted in a register.
    let interval = watch.interval
    var rest = interval
    while let block = bounds.next(threshold: least(top)) {
      visit(block, segment, filter, &top)
      rest &-= 1
      if rest == 0 {
        if watch.look() { return }
        rest = interval
      }
    }
  }

  /// Takes the best documents of a block.
  @inline(__always)
  private mutating func visit(
    _ block: Int, _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) {
    work.blocks += 1
    switch query.shape {
    case .union, .intersection:
      unsafe upcoming.advance(bounds, query.terms.elements, order: query.matchOrder.elements, scorer)
      if query.shape == .union {
        visitUnion(block, segment, filter, &top)
      } else {
        visitIntersection(block, segment, filter, &top)
      }
    case .phrase, .any:
      prefetch()
      score(
        matches(block, filter[block], least: Int(least(top)), scores: true), block, segment, &top)
    }
  }

  /// What a score must have reached when so much can still be added.
  @inline(__always)
  private func rest(of least: Int, without rest: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: max(0, least - rest))
  }

  private mutating func visitUnion(
    _ block: Int, _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) {
    let terms = unsafe query.terms.elements
    scorer.open(block)
    let least = Int(least(top))
    // The terms from `rank` on could not lift a document over the threshold by themselves.
    var rank = 1
    while rank < upcoming.count, upcoming.rest(from: rank) >= least { rank += 1 }
    rank = min(rank, upcoming.count)
    var lanes = filter[block]
    if lanes == 0 { return }
    if filter.hasConditions {
      // Few documents are left to look up, and fewer where what is scored first has none of them.
      var wanted: UInt64 = 0
      for place in 0..<rank { unsafe wanted |= upcoming.term(place, terms).cell?.lanes ?? 0 }
      lanes &= wanted
      if lanes == 0 { return }
      scorer.clear(lanes)
      rank = 0
    } else if rank == 1 {
      let term = unsafe upcoming.term(0, terms)
      guard let cell = term.cell else { return }
      lanes &= scorer.assign(
        cell, weight: term.weight, reaching: rest(of: least, without: upcoming.rest(from: 1)))
    } else {
      scorer.clear()
      var scored: UInt64 = 0
      for place in 0..<rank {
        let term = unsafe upcoming.term(place, terms)
        if let cell = term.cell { scored |= scorer.add(cell, weight: term.weight) }
      }
      lanes = scorer.lanes(
        lanes & scored, reaching: rest(of: least, without: upcoming.rest(from: rank)))
    }
    lanes = addRest(of: lanes, from: rank, least: least)
    collect(lanes, block, segment, &top)
  }

  /// Adds what the terms from a rank on have in `lanes`, and returns the lanes that could still reach
  /// the score `least` all the way.
  @inline(__always)
  private mutating func addRest(of lanes: UInt64, from first: Int, least: Int) -> UInt64 {
    let terms = unsafe query.terms.elements
    var lanes = lanes
    var rank = first
    while lanes != 0, rank < upcoming.count {
      let term = unsafe upcoming.term(rank, terms)
      rank += 1
      if let cell = term.cell { scorer.add(cell, in: lanes, weight: term.weight) }
      lanes = scorer.lanes(lanes, reaching: rest(of: least, without: upcoming.rest(from: rank)))
    }
    return lanes
  }

  /// Scores the documents of a block that match, and takes the best.
  private mutating func score(
    _ lanes: UInt64, _ block: Int, _ segment: SegmentReader, _ top: inout TopDocs
  ) {
    if lanes == 0 { return }
    addScores(lanes, block)
    collect(lanes, block, segment, &top)
  }

  /// Takes the best documents of a block that have all of some terms.
  @inline(__always)
  private mutating func visitIntersection(
    _ block: Int, _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) {
    let terms = unsafe query.terms.elements
    var lanes = filter[block]
    if query.isTitled {
      lanes = matches(block, lanes, least: 0, scores: false)
      if lanes == 0 { return }
    } else {
      for rank in 0..<upcoming.count {
        // Every clause is a single term.
        lanes &= unsafe upcoming.term(rank, terms).cell?.lanes ?? 0
        if lanes == 0 { return }
      }
    }
    scorer.open(block)
    scorer.clear(lanes)
    lanes = addRest(of: lanes, from: 0, least: Int(least(top)))
    collect(lanes, block, segment, &top)
  }

  @inline(__always)
  private mutating func collect(
    _ lanes: UInt64, _ block: Int, _ segment: SegmentReader, _ top: inout TopDocs
  ) {
    let first = segment.base + block * Grid.blockSize
    boost(lanes, block)
    lanes.forEachLane { lane in
      let score = ScoreScale.significant(scorer.score(lane))
      if score >= top.threshold {
        top.insert(ScoredDocument(score: score, document: UInt32(truncatingIfNeeded: first + lane)))
      }
    }
  }

  // MARK: - Boosts

  /// What a score must reach before boosts for the document to be among the best.
  @inline(__always)
  func least(_ top: borrowing TopDocs) -> UInt32 { boosts.unboosted(top.threshold) }

  /// Multiplies the scores of documents, where anything is asked for that does.
  @inline(__always)
  private mutating func boost(_ lanes: UInt64, _ block: Int) {
    if !boosts.isEmpty { multiplyScores(lanes, block) }
  }

  /// Mutating like what calls it: for a call that only borrows, the compiler copies the whole searcher.
  @inline(never)
  private mutating func multiplyScores(_ lanes: UInt64, _ block: Int) {
    lanes.forEachLane { lane in
      scorer.set(boosts.boosted(scorer.score(lane), block * Grid.blockSize + lane, boostValues), lane: lane)
    }
  }
}
