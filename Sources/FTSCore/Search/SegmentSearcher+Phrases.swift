/// Clauses of several words: phrases and words near each other, and a query that is one phrase.
extension SegmentSearcher {
  /// The lanes in which a phrase occurs, out of `candidates`, but for those that would not reach the score
  /// `least` by it; notes its impact in each.
  mutating func matchPhrase(_ index: Int, _ block: Int, _ candidates: UInt64, least: Int) -> UInt64 {
    guard openPhrase(index, 0, block, candidates, least: least) else { return 0 }
    let field = query.clauses[index].field
    var found = matchPhrase(index, 0, least: least)
    found.forEachLane { lane in
      let frequencies = phrases.frequencies(0, lane).only(field)
      if frequencies.total == 0 { found &= ~(1 << UInt64(lane)) }
      phraseImpacts[index * Grid.blockSize + lane] = scorer.impact(frequencies, lane: lane)
    }
    return found
  }

  /// Finds the documents of a block that may have a phrase, but for those that would not reach the
  /// score `least` by it; false where there is none.
  private mutating func openPhrase(
    _ index: Int, _ slot: Int, _ block: Int, _ candidates: UInt64, least: Int
  ) -> Bool {
    let clause = query.clauses[index]
    guard clause.scoreBound(block) > 0 else { return false }
    let terms = unsafe UnsafeBufferPointer(rebasing: query.terms.elements[clause.cursors])
    let positions = unsafe UnsafeBufferPointer(rebasing: query.positions.elements[clause.cursors])
    let order = unsafe UnsafeBufferPointer(rebasing: query.termOrder.elements[clause.cursors])
    scorer.open(block)
    let floor = floor(of: clause, block, least)
    return unsafe phrases.open(slot, terms, positions, order: order, block: block, lanes: candidates) {
      lane, most in scorer.frequency(reaching: floor, lane: lane, most: most.only(clause.field))
    }
  }

  /// The lanes in which a phrase occurs, of the block in a slot of `phrases`.
  private mutating func matchPhrase(_ index: Int, _ slot: Int, least: Int) -> UInt64 {
    let clause = query.clauses[index]
    let terms = unsafe UnsafeBufferPointer(rebasing: query.terms.elements[clause.cursors])
    let positions = unsafe UnsafeBufferPointer(rebasing: query.positions.elements[clause.cursors])
    let order = unsafe UnsafeBufferPointer(rebasing: query.termOrder.elements[clause.cursors])
    let block = phrases.block(slot)
    scorer.open(block)
    let floor = floor(of: clause, block, least)
    return unsafe phrases.match(slot, terms, positions, order: order) {
      lane, most in scorer.frequency(reaching: floor, lane: lane, most: most.only(clause.field))
    }
  }

  /// How often a phrase must occur for a document of a block to reach the score `least` by what the
  /// other clauses can add at most.
  @inline(__always)
  private func floor(of clause: SearchClause, _ block: Int, _ least: Int) -> FrequencyFloor {
    if !clause.scores || clause.weight == 0 { return scorer.floor(impact: 0) }
    let others = query.shape == .phrase ? 0 : max(0, bounds[block] - clause.scoreBound(block))
    return scorer.floor(impact: Float(least - others) / Float(clause.weight))
  }

  // MARK: - Words near each other

  /// As `matchPhrase`, for words near each other.
  ///
  /// - Parameter counter: the place of what counts them.
  mutating func matchNear(
    _ index: Int, counter: Int, _ block: Int, _ candidates: UInt64, least: Int
  ) -> UInt64 {
    let clause = query.clauses[index]
    guard clause.scoreBound(block) > 0 else { return 0 }
    let terms = unsafe UnsafeBufferPointer(rebasing: query.terms.elements[clause.cursors])
    let positions = unsafe UnsafeBufferPointer(rebasing: query.positions.elements[clause.cursors])
    let order = unsafe UnsafeBufferPointer(rebasing: query.termOrder.elements[clause.cursors])
    scorer.open(block)
    let floor = floor(of: clause, block, least)
    var found = unsafe nears.match(
      terms, positions, order: order, counter: &query.counters[counter], block: block, lanes: candidates
    ) { lane, most in
      scorer.frequency(reaching: floor, lane: lane, most: most.only(clause.field)) != nil
    }
    found.forEachLane { lane in
      let frequencies = nears.frequencies(lane).only(clause.field)
      if frequencies.total == 0 { found &= ~(1 << UInt64(lane)) }
      phraseImpacts[index * Grid.blockSize + lane] = scorer.impact(frequencies, lane: lane)
    }
    return found
  }

  // MARK: - A phrase by itself

  /// Visits the blocks of a query that is one phrase. What is ahead is looked at for documents that may
  /// have it while memory brings the positions of those found before.
  mutating func searchPhrase(
    _ segment: SegmentReader, _ filter: LaneFilter, _ top: inout TopDocs
  ) {
    var opened = 0
    var matched = 0
    while true {
      let block = watch.isUpAtNextBlock() ? nil : bounds.next(threshold: least(top))
      if let block {
        prefetchPhrase()
        work.blocks += 1
        if openPhrase(0, opened % PhraseMatcher.slots, block, filter[block], least: Int(least(top))) {
          opened += 1
        }
      }
      if opened - matched == PhraseMatcher.slots || block == nil && matched < opened {
        collectPhrase(matched % PhraseMatcher.slots, segment, &top)
        matched += 1
      } else if block == nil {
        return
      }
    }
  }

  /// Asks for what the blocks to come will need: for places first, then for what is there.
  @inline(__always)
  private func prefetchPhrase() {
    let terms = unsafe query.terms.elements
    if let block = bounds.block(at: bounds.visited + 2 * Self.cellDistance) {
      for index in 0..<terms.count { unsafe terms[index].prefetchPlace(block) }
      for place in 0..<2 { unsafe query.positions.elements[query.termOrder[place]].prefetch(block) }
    }
    if let block = bounds.block(at: bounds.visited + Self.cellDistance) {
      scorer.prefetch(block)
      for index in 0..<terms.count { unsafe terms[index].place(block).prefetch() }
    }
  }

  /// Takes the best documents with the phrase in the block of a slot.
  private mutating func collectPhrase(_ slot: Int, _ segment: SegmentReader, _ top: inout TopDocs) {
    let first = segment.base + phrases.block(slot) * Grid.blockSize
    let weight = query.clauses[0].weight
    matchPhrase(0, slot, least: Int(least(top))).forEachLane { lane in
      let impact = scorer.impact(phrases.frequencies(slot, lane), lane: lane)
      let units = ScoreScale.contribution(impact, weight: weight)
      let document = phrases.block(slot) * Grid.blockSize + lane
      let score = ScoreScale.significant(
        boosts.isEmpty ? units : boosts.boosted(units, document, boostValues))
      if score >= top.threshold {
        top.insert(ScoredDocument(score: score, document: UInt32(truncatingIfNeeded: first + lane)))
      }
    }
  }
}
