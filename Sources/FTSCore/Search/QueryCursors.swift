import FTSQuery

/// The clauses of a query over one segment, with cursors on the posting lists of their terms.
///
/// Holds the memory they are in; used again for every segment and query.
struct QueryCursors: ~Copyable {
  /// Kinds of queries that evaluation has a way of its own for.
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

  /// Clauses whose terms all occur in the segment, in the order of the query.
  private(set) var clauses = ScratchBuffer<SearchClause>()
  /// The terms of the clauses, clause by clause.
  private(set) var terms = ScratchBuffer<TermCursor>()
  /// As `terms`: their positions, where they are in a phrase.
  private(set) var positions = ScratchBuffer<TermPositions>()
  /// The clauses that are no phrases, in the order in which matching is cheapest: required ones
  /// first, the rarest before the others.
  private(set) var matchOrder = ScratchBuffer<Int>()
  /// For the terms of each phrase, at their places: the terms' places in the phrase, rarest first.
  private(set) var phraseOrder = ScratchBuffer<Int>()
  /// What the clauses make together.
  private(set) var shape = Shape.any
  private var rows = TermRows()

  /// Opens the query over a segment.
  ///
  /// - Returns: false where nothing in the segment can match.
  /// - Throws: `corrupted` where a list makes no sense.
  mutating func open(
    _ segment: SegmentReader, _ weight: QueryWeight, _ scorer: borrowing BlockScorer
  ) throws(IndexError) -> Bool {
    clauses.removeAll()
    terms.removeAll()
    positions.removeAll()
    reserveRows(segment, weight)
    // Bounds are in steps of the mean length at indexing; rows made here are in those of today's,
    // which are worth no more.
    let unit = ImpactBound.unitAbove(
      storedAverage: segment.info.boundsAverageLength, currentAverage: weight.bm25.averageLength)
    var scores = false
    for (clause, weighted) in zip(weight.plan.clauses, weight.clauses) {
      let first = terms.count
      let units = weight.scale.units(ofWeight: weighted.weight)
      let step = Int((Double(unit) * Double(units)).rounded(.up))
      guard try openTerms(of: weighted, segment, scorer, weight: units, step: step) else {
        if clause.occurrence == .must { return false }
        continue
      }
      let row =
        weighted.terms.count == 1
        ? unsafe terms[first].bounds : unsafe rows.minimum(of: terms, from: first)
      clauses.append(
        unsafe SearchClause(
          occurrence: clause.occurrence, weight: units, step: step,
          cursors: first..<terms.count, row: row))
      if clause.occurrence != .mustNot { scores = true }
    }
    orderTerms()
    classify()
    return scores || weight.plan.excludesOnly
  }

  /// Appends the terms of a clause; false, and nothing, where one does not occur in the segment.
  private mutating func openTerms(
    of clause: QueryWeight.Clause, _ segment: SegmentReader, _ scorer: borrowing BlockScorer, weight: UInt32,
    step: Int
  ) throws(IndexError) -> Bool {
    for term in clause.terms where term.postings[segment.index] == nil { return false }
    for term in clause.terms {
      guard let postings = term.postings[segment.index] else { continue }
      guard
        append(
          postings, segment, scorer, weight: weight, step: step, isInPhrase: clause.terms.count > 1)
      else { throw segment.damaged("postings") }
    }
    return true
  }

  /// Appends a cursor; false where the list is damaged.
  private mutating func append(
    _ postings: QueryWeight.Postings, _ segment: SegmentReader, _ scorer: borrowing BlockScorer,
    weight: UInt32, step: Int, isInPhrase: Bool
  ) -> Bool {
    // SAFETY: rows and cells stay where they are until the next query is opened; the lists belong
    // to the snapshot, which outlives the search.
    switch postings.list {
    case .dense(let list):
      terms.append(
        TermCursor(list, weight: weight, step: step, documentFrequency: postings.documentFrequency))
      positions.append(.dense(list))
    case .sparse(let list):
      let entries = isInPhrase ? unsafe rows.take().starts : nil
      guard let row = unsafe rows.expand(list, entries: entries) else { return false }
      let cells = unsafe UnsafeBufferPointer(
        start: list.cells.pointer.assumingMemoryBound(to: UInt8.self), count: list.cells.count)
      terms.append(
        unsafe TermCursor(
          row: row.bounds, starts: row.starts, cells: cells, weight: weight, step: step,
          documentFrequency: postings.documentFrequency))
      positions.append(unsafe entries.map { unsafe .sparse(list, entries: UnsafePointer($0)) } ?? .none)
    case .short(let list):
      let starts = isInPhrase ? unsafe rows.take().starts : nil
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
      let isPhrase = clause.terms.count > 1
      if isPhrase { count += 1 }
      for term in clause.terms {
        switch term.postings[segment.index]?.list {
        case .short(let list):
          count += isPhrase ? 2 : 1
          cellBytes += TermRows.cellBytes(of: list)
        case .sparse: count += isPhrase ? 2 : 1
        case .dense, nil: break
        }
      }
    }
    rows.begin(blocks: segment.info.blocks, rows: count, cellBytes: cellBytes)
  }

  private mutating func orderTerms() {
    phraseOrder.removeAll()
    for index in 0..<clauses.count {
      let cursors = clauses[index].cursors
      for cursor in cursors {
        var place = cursor
        phraseOrder.append(0)
        while place > cursors.lowerBound,
          terms[cursor].documentFrequency
            < terms[cursors.lowerBound + phraseOrder[place - 1]].documentFrequency
        {
          phraseOrder[place] = phraseOrder[place - 1]
          place -= 1
        }
        phraseOrder[place] = cursor - cursors.lowerBound
      }
    }
  }

  private mutating func classify() {
    var isUnion = true
    var isIntersection = true
    matchOrder.removeAll()
    for index in 0..<clauses.count {
      if clauses[index].occurrence != .should { isUnion = false }
      if clauses[index].occurrence != .must { isIntersection = false }
      if clauses[index].isPhrase {
        isUnion = false
        isIntersection = false
        continue
      }
      matchOrder.append(index)
      var place = matchOrder.count - 1
      while place > 0, isCheaper(index, matchOrder[place - 1]) {
        matchOrder[place] = matchOrder[place - 1]
        place -= 1
      }
      matchOrder[place] = index
    }
    let isPhrase = clauses.count == 1 && clauses[0].isPhrase && clauses[0].occurrence != .mustNot
    shape =
      clauses.count == 0
      ? .any : isUnion ? .union : isIntersection ? .intersection : isPhrase ? .phrase : .any
  }

  private func isCheaper(_ a: Int, _ b: Int) -> Bool {
    let requires = (clauses[a].occurrence == .must, clauses[b].occurrence == .must)
    if requires.0 != requires.1 { return requires.0 }
    return terms[clauses[a].cursors.lowerBound].documentFrequency
      < terms[clauses[b].cursors.lowerBound].documentFrequency
  }
}
