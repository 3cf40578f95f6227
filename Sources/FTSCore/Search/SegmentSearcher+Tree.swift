import FTSQuery

/// Queries of any shape: which documents of a block match, node by node, and by which clauses they score.
extension SegmentSearcher {
  /// What is asked of the nodes for a block.
  private struct Pass {
    var block: Int
    /// Documents that a phrase shows not to reach this score are left out.
    var least: Int
    /// Whether the matches of what scores are to be told for every document that can match; otherwise as much is
    /// looked at as tells which those are.
    var scores: Bool
  }

  /// The documents of a block, out of `candidates`, that match, but for those a phrase shows not to reach the
  /// score `least`.
  ///
  /// - Parameter scores: `addScores` is to follow.
  mutating func matches(_ block: Int, _ candidates: UInt64, least: Int, scores: Bool) -> UInt64 {
    match(0, candidates, Pass(block: block, least: least, scores: scores))
  }

  /// Finds and notes the documents that match a node.
  private mutating func match(_ place: Int, _ candidates: UInt64, _ pass: Pass) -> UInt64 {
    let node = query.nodes[place]
    let lanes: UInt64
    switch node.kind {
    case _ where candidates == 0: lanes = 0
    case .clause(let index):
      let clause = query.clauses[index]
      switch clause.kind {
      case .term:
        lanes = candidates & termLanes(clause, pass.block)
      case .phrase: lanes = matchPhrase(index, pass.block, candidates, least: pass.least)
      case .near(let counter):
        lanes = matchNear(index, counter: counter, pass.block, candidates, least: pass.least)
      }
    case .filter(let filter): lanes = candidates & query.filters[filter].lanes(pass.block)
    case .everything: lanes = candidates
    case .nothing: lanes = 0
    case .boolean: lanes = matchBoolean(place, candidates, pass)
    case .atLeast(let count): lanes = matchMinimum(place, count, candidates, pass)
    }
    nodeLanes[place] = lanes
    return lanes
  }

  /// The documents of a block that match a clause of one word.
  @inline(__always)
  private func termLanes(_ clause: SearchClause, _ block: Int) -> UInt64 {
    var lanes: UInt64 = 0
    for term in clause.cursors { lanes |= query.terms[term].lanes(block, in: clause.field) }
    return lanes
  }

  private mutating func matchBoolean(_ place: Int, _ candidates: UInt64, _ pass: Pass) -> UInt64 {
    var result = BooleanLanes(candidates)
    let end = query.nodes[place].end
    var child = place + 1
    while child < end {
      let node = query.nodes[child]
      let isOptional = node.occurrence == .should && !(pass.scores && node.scores)
      let lanes = match(child, isOptional ? result.undecided : result.required, pass)
      result.combine(lanes, node.occurrence)
      if result.required == 0 { return 0 }
      child = node.end
    }
    return result.matches
  }

  private mutating func matchMinimum(
    _ place: Int, _ count: Int, _ candidates: UInt64, _ pass: Pass
  ) -> UInt64 {
    var result = MinimumLanes(candidates, count: count)
    let end = query.nodes[place].end
    var child = place + 1
    while child < end {
      let node = query.nodes[child]
      result.combine(match(child, pass.scores && node.scores ? candidates : result.undecided, pass))
      child = node.end
    }
    return result.matches
  }

  /// Makes the scores of documents that match what the clauses add to them. A clause adds to the documents that
  /// match it and all that it stands in.
  ///
  /// - Parameter lanes: what `matches` gave of the block last.
  mutating func addScores(_ lanes: UInt64, _ block: Int) {
    scorer.open(block)
    scorer.clear(lanes)
    for place in 1..<query.nodes.count {
      let node = query.nodes[place]
      if !node.scores { continue }
      let own = nodeLanes[place] & nodeLanes[node.parent]
      nodeLanes[place] = own
      if own != 0, case .clause(let index) = node.kind { addScore(of: index, own, block) }
    }
  }

  private mutating func addScore(of index: Int, _ lanes: UInt64, _ block: Int) {
    let clause = query.clauses[index]
    switch clause.kind {
    case .term:
      for place in clause.cursors {
        let term = query.terms[place]
        guard term.bound(block) != 0, let cell = term.cell(block) else { continue }
        if let field = clause.field {
          scorer.add(cell, in: lanes, weight: term.weight, field: field)
        } else {
          scorer.add(cell, in: lanes, weight: term.weight)
        }
      }
    case .phrase, .near:
      lanes.forEachLane { lane in
        let impact = phraseImpacts[index * Grid.blockSize + lane]
        scorer.add(ScoreScale.contribution(impact, weight: clause.weight), lane: lane)
      }
    }
  }
}
