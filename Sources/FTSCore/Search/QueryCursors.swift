import FTSQuery

/// The clauses of a query over one segment, with cursors on the posting lists of their terms.
///
/// Holds the memory they are in; used again for every segment and query.
struct QueryCursors: ~Copyable {
  /// Kinds of queries that evaluation has a way of its own for; filters may stand beside the terms, which all have to
  /// hold or may not.
  enum Shape {
    /// Any of some terms.
    case union
    /// All of some terms.
    case intersection
    /// One phrase.
    case phrase
    /// Any other.
    case any
  }

  /// The nodes of the query in the order of evaluation; a clause's tells its place in `clauses`, and what does
  /// not occur in the segment is nothing.
  private(set) var nodes = ScratchBuffer<MatchTree.Node>()
  /// Conditions, by their place in the plan.
  private(set) var filters: [SegmentFilter] = []
  /// Whether documents may match in which none of the clauses occurs.
  private(set) var matchesAnywhere = false
  /// Clauses whose terms all occur in the segment, in the order of the query.
  private(set) var clauses = ScratchBuffer<SearchClause>()
  /// What counts the words near each other, by place in the clause; each has memory of its own.
  var counters: [NearCounter] = []
  /// The terms of the clauses, clause by clause; of words near each other each once. Of a word first the term, then
  /// what lies below reviews with it in their title, of which at least one is there.
  private(set) var terms = ScratchBuffer<TermCursor>()
  /// As `terms`: their positions, where they are of a clause of several.
  private(set) var positions = ScratchBuffer<TermPositions>()
  /// Whether any clause has what lies below reviews with its word in their title.
  private(set) var isTitled = false
  /// The places in `terms` of those of a union or an intersection, the rarest first.
  private(set) var matchOrder = ScratchBuffer<Int>()
  /// As `terms`: the places in their clause of its terms, the rarest first.
  private(set) var termOrder = ScratchBuffer<Int>()
  /// What the clauses make together.
  private(set) var shape = Shape.any
  private var rows = TermRows()
  /// Of each clause of the plan, its place in `clauses`, or -1 where it does not occur.
  private var places = ScratchBuffer<Int>()

  /// Opens the query over a segment.
  ///
  /// - Returns: false where nothing in the segment can match.
  /// - Throws: `corrupted` where a list makes no sense.
  mutating func open(
    _ segment: SegmentReader, _ weight: QueryWeight, _ scorer: borrowing BlockScorer
  ) throws(IndexError) -> Bool {
    clauses.removeAll()
    counters.removeAll()
    terms.removeAll()
    positions.removeAll()
    places.removeAll()
    isTitled = false
    reserveRows(segment, weight)
    // Bounds are in steps of the mean length at indexing; rows made here are in those of today's,
    // which are worth no more.
    let unit = ImpactBound.unitAbove(
      storedAverage: segment.info.boundsAverageLength, currentAverage: weight.bm25.averageLength)
    for (clause, weighted) in zip(weight.plan.clauses, weight.clauses) {
      let first = terms.count
      let units = weight.scale.units(ofWeight: weighted.weight)
      // What matches without a score is to be visited, too.
      let step = max(1, Int((Double(unit) * Double(units)).rounded(.up)))
      let occurs = try openTerms(of: weighted, clause.near, segment, scorer, weight: units, step: step)
      let isTitled = openTitled(of: weighted, segment, weight.scale, scorer, unit: unit)
      guard occurs || isTitled else {
        if clause.isRequired { return false }
        places.append(-1)
        continue
      }
      places.append(clauses.count)
      clauses.append(
        unsafe SearchClause(
          clause, kind(of: clause), weight: units, step: terms[first].step, cursors: first..<terms.count,
          row: row(of: clause, first: first, isTitled: isTitled)))
    }
    filters = weight.filters(in: segment)
    orderTerms()
    openNodes(weight.tree)
    guard canMatch(clausesOccur: true) else { return false }
    matchesAnywhere = canMatch(clausesOccur: false)
    classify()
    return true
  }

  /// Bounds of a clause, without what the titles of reviews add.
  ///
  /// - Parameter first: the first of its terms; the others follow it to the end.
  @unsafe
  private mutating func row(
    of clause: QueryPlan.Clause, first: Int, isTitled: Bool
  ) -> UnsafePointer<UInt8> {
    if terms.count - first == 1 { return unsafe terms[first].bounds }
    if !isTitled { return unsafe rows.minimum(of: terms, from: first) }
    // What is required is there in either way.
    return clause.isRequired
      ? unsafe rows.marking(terms[first], with: terms[first + 1]) : unsafe terms[first].bounds
  }

  private mutating func kind(of clause: QueryPlan.Clause) -> SearchClause.Kind {
    if let near = clause.near {
      counters.append(near)
      return .near(counter: counters.count - 1)
    }
    return clause.isOfSeveral ? .phrase : .term
  }

  /// Appends the terms of a clause; false, and nothing, where one does not occur in the segment.
  private mutating func openTerms(
    of clause: QueryWeight.Clause, _ near: NearCounter?, _ segment: SegmentReader,
    _ scorer: borrowing BlockScorer, weight: UInt32, step: Int
  ) throws(IndexError) -> Bool {
    for term in clause.terms where term.postings[segment.index] == nil { return false }
    let first = terms.count
    for (place, term) in clause.terms.enumerated() {
      // Numbers ascend where they come for the first time.
      if let near, near.words[place] < terms.count - first { continue }
      guard let postings = term.postings[segment.index] else { continue }
      guard
        append(
          postings, segment, scorer, weight: weight, step: step, needsPositions: clause.terms.count > 1)
      else { throw segment.damaged("postings") }
    }
    return true
  }

  /// Appends a cursor for what lies below reviews with a clause's term in their title; false where there is none in
  /// the segment.
  ///
  /// - Parameter unit: what a step of bounds is worth.
  private mutating func openTitled(
    of clause: QueryWeight.Clause, _ segment: SegmentReader, _ scale: ScoreScale,
    _ scorer: borrowing BlockScorer, unit: Float
  ) -> Bool {
    guard !clause.titled.isEmpty, !clause.titled[segment.index].isEmpty else { return false }
    let runs = clause.titled[segment.index]
    let units = scale.units(ofWeight: clause.titleWeight)
    // SAFETY: rows and cells stay where they are until the next query is opened.
    let row = unsafe rows.expand(runs) { ImpactBound.above(fraction: scorer.impactOfOne(in: $0)) }
    terms.append(
      unsafe TermCursor(
        row: row.bounds, starts: row.starts, cells: row.cells, weight: units,
        step: max(1, Int((Double(unit) * Double(units)).rounded(.up))), documentFrequency: runs.count))
    positions.append(.none)
    isTitled = true
    return true
  }

  /// Appends a cursor; false where the list is damaged.
  private mutating func append(
    _ postings: QueryWeight.Postings, _ segment: SegmentReader, _ scorer: borrowing BlockScorer,
    weight: UInt32, step: Int, needsPositions: Bool
  ) -> Bool {
    // SAFETY: rows and cells stay where they are until the next query is opened; the lists belong
    // to the snapshot, which outlives the search.
    switch postings.list {
    case .dense(let list):
      terms.append(
        TermCursor(list, weight: weight, step: step, documentFrequency: postings.documentFrequency))
      positions.append(.dense(list))
    case .sparse(let list):
      let entries = needsPositions ? unsafe rows.take().starts : nil
      guard let row = unsafe rows.expand(list, entries: entries) else { return false }
      let cells = unsafe UnsafeBufferPointer(
        start: list.cells.pointer.assumingMemoryBound(to: UInt8.self), count: list.cells.count)
      terms.append(
        unsafe TermCursor(
          row: row.bounds, starts: row.starts, cells: cells, weight: weight, step: step,
          documentFrequency: postings.documentFrequency))
      positions.append(unsafe entries.map { unsafe .sparse(list, entries: UnsafePointer($0)) } ?? .none)
    case .short(let list):
      let starts = needsPositions ? unsafe rows.take().starts : nil
      let row = unsafe rows.expand(list, documents: segment.info.documents, positionStarts: starts) {
        ImpactBound.above(fraction: scorer.impact($1, of: $0))
      }
      guard let row = unsafe row else { return false }
      terms.append(
        unsafe TermCursor(
          row: row.bounds, starts: row.starts, cells: row.cells, weight: weight, step: step,
          documentFrequency: postings.documentFrequency))
      positions.append(unsafe starts.map { unsafe .short(list, starts: UnsafePointer($0)) } ?? .none)
    }
    return true
  }

  private mutating func reserveRows(_ segment: SegmentReader, _ weight: QueryWeight) {
    var count = 0
    var cellBytes = 0
    for clause in weight.clauses {
      if !clause.titled.isEmpty, !clause.titled[segment.index].isEmpty {
        count += 2
        cellBytes += TermRows.cellBytes(of: clause.titled[segment.index])
      }
      let needsPositions = clause.terms.count > 1
      if needsPositions { count += 1 }
      for term in clause.terms {
        switch term.postings[segment.index]?.list {
        case .short(let list):
          count += needsPositions ? 2 : 1
          cellBytes += TermRows.cellBytes(of: list)
        case .sparse: count += needsPositions ? 2 : 1
        case .dense, nil: break
        }
      }
    }
    rows.begin(blocks: segment.info.blocks, rows: count, cellBytes: cellBytes)
  }

  private mutating func orderTerms() {
    termOrder.removeAll()
    for index in 0..<clauses.count {
      let cursors = clauses[index].cursors
      for cursor in cursors {
        var place = cursor
        termOrder.append(0)
        while place > cursors.lowerBound,
          terms[cursor].documentFrequency
            < terms[cursors.lowerBound + termOrder[place - 1]].documentFrequency
        {
          termOrder[place] = termOrder[place - 1]
          place -= 1
        }
        termOrder[place] = cursor - cursors.lowerBound
      }
    }
  }

  private mutating func openNodes(_ tree: MatchTree) {
    nodes.removeAll()
    for node in tree.nodes {
      var node = node
      if case .clause(let clause) = node.kind {
        node.kind = places[clause] < 0 ? .nothing : .clause(places[clause])
      }
      nodes.append(node)
    }
  }

  private mutating func classify() {
    var isUnion = true
    var isIntersection = true
    var isPhrase = clauses.count == 1
    matchOrder.removeAll()
    var place = 1
    while place < nodes.count {
      let node = nodes[place]
      place = node.end
      switch node.kind {
      case .nothing where node.occurrence == .should || node.occurrence == .mustNot: continue
      case .filter where node.occurrence == .filter || node.occurrence == .mustNot: continue
      case .clause(let clause) where clauses[clause].field == nil && clauses[clause].scores:
        if node.occurrence != .should { isUnion = false }
        if node.occurrence != .must { isIntersection = false }
        switch clauses[clause].kind {
        case .term:
          isPhrase = false
          for term in clauses[clause].cursors { insertInMatchOrder(term) }
        case .phrase:
          isUnion = false
          isIntersection = false
        case .near:
          isUnion = false
          isIntersection = false
          isPhrase = false
        }
      default:
        isUnion = false
        isIntersection = false
        isPhrase = false
      }
    }
    shape =
      clauses.count == 0
      ? .any : isUnion ? .union : isIntersection ? .intersection : isPhrase ? .phrase : .any
  }

  /// Leaves it to a mask to look for what the query demands and excludes beside its terms, where it is of a shape of
  /// its own.
  mutating func moveConditions(to mask: inout LaneFilter) {
    guard shape != .any else { return }
    for place in 1..<nodes.count {
      guard case .filter(let condition) = nodes[place].kind else { continue }
      let holds = nodes[place].occurrence == .filter
      mask.add(filters[condition], holds: holds)
      nodes[place].kind = holds ? .everything : .nothing
    }
  }

  private mutating func insertInMatchOrder(_ term: Int) {
    matchOrder.append(term)
    var place = matchOrder.count - 1
    while place > 0, terms[term].documentFrequency < terms[matchOrder[place - 1]].documentFrequency {
      matchOrder[place] = matchOrder[place - 1]
      place -= 1
    }
    matchOrder[place] = term
  }

  // MARK: - What can match

  /// Whether a document can match, where any of the clauses may occur or where none does.
  private func canMatch(clausesOccur: Bool) -> Bool { matches(0, clausesOccur).most != 0 }

  /// Of a document of which no more is known: 1 where it matches a node at most, and at least.
  private func matches(_ place: Int, _ clausesOccur: Bool) -> (most: UInt64, least: UInt64) {
    let node = nodes[place]
    var child = place + 1
    switch node.kind {
    case .clause: return (clausesOccur ? 1 : 0, 0)
    case .filter: return (1, 0)
    case .everything: return (1, 1)
    case .nothing: return (0, 0)
    case .boolean:
      var (most, least) = (BooleanLanes(1), BooleanLanes(1))
      while child < node.end {
        let occurrence = nodes[child].occurrence
        let below = matches(child, clausesOccur)
        most.combine(occurrence == .mustNot ? below.least : below.most, occurrence)
        least.combine(occurrence == .mustNot ? below.most : below.least, occurrence)
        child = nodes[child].end
      }
      return (most.matches, least.matches)
    case .atLeast(let count):
      var (most, least) = (MinimumLanes(1, count: count), MinimumLanes(1, count: count))
      while child < node.end {
        let below = matches(child, clausesOccur)
        most.combine(below.most)
        least.combine(below.least)
        child = nodes[child].end
      }
      return (most.matches, least.matches)
    }
  }
}
