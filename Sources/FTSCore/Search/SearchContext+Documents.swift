import FTSAnalysis
import FTSQuery

/// What is asked of a document that is known by its id.
extension SearchContext {
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
    _ query: Query, id: String, _ dictionaries: SearchDictionaries, proximity: Double, _ deadline: Deadline?
  ) throws(IndexError) -> MatchExplanation? {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    begin(deadline)
    guard let (place, number) = try snapshot.find(id) else { return nil }
    let segment = snapshot.segments[place]
    var options = SearchOptions()
    options.limit = Rescoring.depth
    options.proximity = proximity
    options.countsTotal = false
    let now = options.moment
    let prepared = prepare(query, dictionaries)
    let plan = QueryPlan(prepared.query, tokenizer, now: now, prepared.synonyms)
    var total = 0
    if plan.parts != nil {
      let weight = try bind(plan, of: query, options, prepared.synonyms, snapshot)
      let document = UInt32(segment.base + Int(number))
      var scores = MatchScores(of: [document])
      total = try searcher.collect(weight, SearchOptions(), snapshot, into: &scores) ?? 0
      if let score = scores.scores[document] {
        var found = ScoredDocument(score: score, document: document)
        var better = RankCounter(before: document, score: score)
        _ = try searcher.collect(weight, options, snapshot, into: &better)
        var rank = better.count
        if weight.rescoring != nil, rank < Rescoring.depth {
          let best = try searcher.rank(weight, options, snapshot).documents
          if let place = best.firstIndex(where: { $0.document == document }) {
            found = best[place]
            rank = place - best.startIndex
          }
        }
        try searcher.watch.check()
        return MatchExplanation(
          total: total, rank: rank + 1,
          explanation: try Explainer(weight, segment).explain(number, score: found.score, snapshot),
          mismatches: [], stopWords: prepared.stopWords,
          language: try language(of: number, in: place, snapshot))
      }
    }
    let finder = try MismatchFinder(
      (place, number), snapshot, tokenizer, prepared.synonyms, zstandard, now: now
    ) { (plan) throws(IndexError) in try self.bind(plan, snapshot) }
    let mismatches = try finder.mismatches(of: prepared.query)
    try searcher.watch.check()
    return MatchExplanation(
      total: total, rank: nil, explanation: nil, mismatches: mismatches, stopWords: prepared.stopWords,
      language: try language(of: number, in: place, snapshot))
  }

  /// Which of the languages of the index a document's words are taken for; `nil` where there is but one.
  private func language(
    of number: DocID, in segment: Int, _ snapshot: Snapshot
  ) throws(IndexError) -> String? {
    guard store.analyzer.languages.count > 1 else { return nil }
    var stored = StoredDocuments(snapshot.segments, zstandard)
    let document = try stored.document(number, in: segment).document
    return store.analyzer.languages[tokenizer.language(of: document)]
  }
}
