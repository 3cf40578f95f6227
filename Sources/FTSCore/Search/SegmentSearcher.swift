import FTSQuery

/// Evaluates a query over one segment, block by block.
///
/// 1. *Bounds.* For every block, an upper bound of the score any of its documents can reach: the
///    sum of the clauses' bounds there. One pass over contiguous arrays.
/// 2. *Order.* Blocks are visited by descending bound, until the bound falls below the k-th best
///    score found so far.
/// 3. *Matching.* The documents of a block that match are one word: AND, OR and NOT of the
///    clauses' words.
/// 4. *Scoring.* The clauses add, in the order of the query, to 64 accumulators.
///
/// Exhaustive evaluation does 3 and 4 for all blocks in order of documents, so that a document's
/// score is the sum of the same numbers in the same order either way, and the results are equal
/// bit for bit. A block whose bound equals the k-th best score is visited: a document in it may
/// tie and win by its number.
///
/// Holds the scratch memory of evaluation; one per thread, used again and again.
struct SegmentSearcher {
  /// A clause of the query in this segment.
  private struct Clause {
    var occurrence: Query.Occurrence
    var weight: Float
    /// Its terms among `cursors`.
    var cursors: Range<Int>
    /// Its place among the clauses of the query.
    var number: Int

    var isPhrase: Bool { cursors.count > 1 }
  }

  private var clauses: [Clause] = []
  private var isUnionOfTerms = false
  private var cursors: [TermCursor] = []
  private var sparse = SparsePostings()
  private var scorer = BlockScorer()
  private var bounds = BlockBounds()
  /// Of each phrase and lane: the impact of the phrase in the block being visited.
  private var phraseImpacts: [Float] = []
  /// Of each phrase: the lanes in which it occurs in the block being visited.
  private var phraseLanes: [UInt64] = []

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
    guard try prepare(segment, weight) else { return 0 }
    let filter = LaneFilter(segment, kind: options.kind)
    guard !filter.isEmpty else { return 0 }
    scorer.begin(segment, weight)
    let countsMatches = options.countsTotal
    if options.isExhaustive {
      return searchExhaustively(segment, weight, filter, &top, countsMatches)
    }
    computeBounds(segment, weight)
    if k > 0 {
      if filter.passesAll, let known = knownThreshold(segment, weight, k: k) { top.raiseThreshold(to: known) }
      bounds.order(threshold: top.threshold)
      while let block = bounds.next(threshold: top.threshold) {
        visit(block, segment, weight, filter, &top)
      }
    }
    return countsMatches ? countMatches(segment, weight, filter) : 0
  }

  // MARK: - Preparation

  /// Opens the posting lists. False where nothing in the segment can match.
  private mutating func prepare(_ segment: SegmentReader, _ weight: QueryWeight) throws(IndexError) -> Bool {
    clauses.removeAll(keepingCapacity: true)
    cursors.removeAll(keepingCapacity: true)
    sparse.reset(blocks: segment.info.blocks)
    for (number, clause) in weight.plan.clauses.enumerated() {
      let infos = weight.clauses[number].infos.map { $0[segment.index] }
      if infos.contains(where: { $0 == nil }) {
        if clause.occurrence == .must { return false }
        continue
      }
      let first = cursors.count
      for case let info? in infos { cursors.append(TermCursor(try segment.postingList(info))) }
      clauses.append(
        Clause(
          occurrence: clause.occurrence, weight: weight.clauses[number].weight,
          cursors: first..<cursors.count,
          number: number))
    }
    for clause in clauses.reversed() {
      for cursor in clause.cursors.reversed() {
        guard let list = cursors[cursor].sparse else { continue }
        sparse.append(
          list, cursor: cursor, documents: segment.info.documents, withPositions: clause.isPhrase
        ) { document, frequencies in
          weight.bm25.impact(
            frequencies.weighted(weight.fieldWeights), lengthCode: segment.lengths[Int(document)])
        }
      }
    }
    isUnionOfTerms = !clauses.isEmpty && clauses.allSatisfy { $0.occurrence == .should && !$0.isPhrase }
    phraseImpacts = [Float](repeating: 0, count: clauses.count * Grid.blockSize)
    phraseLanes = [UInt64](repeating: 0, count: clauses.count)
    return clauses.contains { $0.occurrence != .mustNot }
      || weight.plan.clauses.allSatisfy { $0.occurrence == .mustNot }
  }

  private mutating func computeBounds(_ segment: SegmentReader, _ weight: QueryWeight) {
    let musts = clauses.count { $0.occurrence == .must }
    let unit = ImpactBound.unitAbove(
      storedAverage: segment.info.boundsAverageLength, currentAverage: weight.bm25.averageLength)
    bounds.begin(
      blocks: segment.info.blocks, required: musts,
      everyBlock: clauses.allSatisfy { $0.occurrence == .mustNot })
    for clause in clauses where clause.occurrence != .mustNot {
      let isRequired = clause.occurrence == .must
      if clause.isPhrase {
        bounds.addPhrase(
          clause.cursors.map { cursors[$0] }, clause.cursors, sparse, weight: clause.weight, unit: unit,
          isRequired: isRequired)
      } else if let dense = cursors[clause.cursors.lowerBound].dense {
        bounds.add(dense.bounds, weight: clause.weight * unit, isRequired: isRequired)
      } else {
        bounds.add(
          sparse, cursor: clause.cursors.lowerBound, weight: clause.weight * ImpactBound.slack,
          isRequired: isRequired)
      }
    }
  }

  /// A score that at least `k` documents of the segment are known to reach: the k-th best that a
  /// single term gives, where every document with the term matches.
  private func knownThreshold(_ segment: SegmentReader, _ weight: QueryWeight, k: Int) -> Float? {
    guard clauses.allSatisfy({ $0.occurrence == .should }) else { return nil }
    let unit = ImpactBound.unitBelow(
      storedAverage: segment.info.boundsAverageLength, currentAverage: weight.bm25.averageLength)
    var best: Float = 0
    for clause in clauses where !clause.isPhrase {
      guard let dense = cursors[clause.cursors.lowerBound].dense else { continue }
      best = max(best, clause.weight * Float(dense.threshold(rank: k)) * unit)
    }
    return best
  }

  // MARK: - Blocks

  private mutating func searchExhaustively(
    _ segment: SegmentReader, _ weight: QueryWeight, _ filter: LaneFilter, _ top: inout TopDocs,
    _ countsMatches: Bool
  ) -> Int {
    var count = 0
    for block in 0..<segment.info.blocks {
      count += visit(block, segment, weight, filter, &top)
    }
    return countsMatches ? count : 0
  }

  private mutating func countMatches(_ segment: SegmentReader, _ weight: QueryWeight, _ filter: LaneFilter)
    -> Int
  {
    if filter.passesAll, clauses.count == 1, let clause = clauses.first, !clause.isPhrase,
      clause.occurrence != .mustNot
    {
      return weight.clauses[clause.number].infos[0][segment.index]?.documentFrequency ?? 0
    }
    var count = 0
    for block in 0..<segment.info.blocks where bounds.canMatch(block) {
      count += matches(block, segment, weight, filter[block]).nonzeroBitCount
    }
    return count
  }

  /// Scores the matches of a block, takes the best, and returns how many they are.
  @discardableResult
  private mutating func visit(
    _ block: Int, _ segment: SegmentReader, _ weight: QueryWeight, _ filter: LaneFilter, _ top: inout TopDocs
  ) -> Int {
    // In a union of terms, what scores is what matches.
    var lanes = isUnionOfTerms ? 0 : matches(block, segment, weight, filter[block])
    if lanes == 0, !isUnionOfTerms { return 0 }
    scorer.clear()
    var scored: UInt64 = 0
    for index in clauses.indices where clauses[index].occurrence != .mustNot {
      let clause = clauses[index]
      if clause.isPhrase {
        scorer.add(
          phraseImpacts, from: index * Grid.blockSize, lanes: phraseLanes[index], weight: clause.weight)
      } else if let dense = cursors[clause.cursors.lowerBound].dense {
        scored |= scorer.add(dense, block: block, weight: clause.weight)
      } else if let run = sparse.run(of: clause.cursors.lowerBound, in: block) {
        scorer.add(sparse, run, weight: clause.weight)
        scored |= run.lanes
      }
    }
    if isUnionOfTerms { lanes = scored & filter[block] }
    scorer.collect(lanes, firstDocument: segment.base + block * Grid.blockSize, &top)
    return lanes.nonzeroBitCount
  }

  /// The documents of a block, out of `candidates`, that match.
  private mutating func matches(
    _ block: Int, _ segment: SegmentReader, _ weight: QueryWeight, _ candidates: UInt64
  ) -> UInt64 {
    var result = BooleanLanes(candidates)
    for clause in clauses where !clause.isPhrase {
      result.combine(lanes(of: clause.cursors.lowerBound, in: block), clause.occurrence)
      if result.required == 0 { return 0 }
    }
    for (index, clause) in clauses.enumerated() where clause.isPhrase {
      result.combine(
        phraseLanes(of: clause, index, in: block, segment, weight, result.required), clause.occurrence)
    }
    return result.matches
  }

  private func lanes(of cursor: Int, in block: Int) -> UInt64 {
    if let dense = cursors[cursor].dense { return dense.cell(block)?.lanes ?? 0 }
    return sparse.run(of: cursor, in: block)?.lanes ?? 0
  }

  /// The lanes in which a phrase occurs; notes its impact in each.
  private mutating func phraseLanes(
    of clause: Clause, _ index: Int, in block: Int, _ segment: SegmentReader, _ weight: QueryWeight,
    _ candidates: UInt64
  ) -> UInt64 {
    var lanes = candidates
    for cursor in clause.cursors where lanes != 0 { lanes &= self.lanes(of: cursor, in: block) }
    phraseLanes[index] = 0
    guard lanes != 0 else { return 0 }
    var matcher = PhraseMatcher()
    for (term, cursor) in clause.cursors.enumerated() {
      if let dense = cursors[cursor].dense {
        matcher.load(term, dense, block: block, lanes: lanes)
      } else if let list = cursors[cursor].sparse, let run = sparse.run(of: cursor, in: block) {
        matcher.load(term, list, sparse.postings[run.postings], lanes: lanes)
      }
    }
    var found: UInt64 = 0
    matcher.forEachMatch { lane, frequencies in
      found |= 1 << UInt64(lane)
      phraseImpacts[index * Grid.blockSize + lane] = weight.bm25.impact(
        frequencies.weighted(weight.fieldWeights),
        lengthCode: segment.lengths[block * Grid.blockSize + lane])
    }
    phraseLanes[index] = found
    return found
  }
}
