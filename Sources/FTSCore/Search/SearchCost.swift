/// What a search is expected to take, from what is known when it is bound: a rough measure, for telling small searches
/// from large ones before they are made.
enum SearchCost {
  /// Processor time, in nanoseconds, on the machine of the benchmarks, of …
  private enum Nanoseconds {
    /// a posting that is read, ranked or counted
    static let posting = 1.0
    /// a posting whose positions may be read
    static let position = 12.0
    /// a document matched and counted by a facet
    static let facet = 3.0
    /// a document matched and put in order
    static let order = 10.0
    /// a document scored without pruning
    static let score = 10.0
    /// a document scored again
    static let rescore = 2_000.0
    /// a hit: decompressed, and written down
    static let hit = 15_000.0
    /// the passage cut from one, the account of its score
    static let detail = 15_000.0
  }

  /// What a brief search may be expected to take, in nanoseconds.
  static let brief = 1_000_000.0

  /// What a search is expected to take.
  static func nanoseconds(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) -> Double {
    let documents = snapshot.manifest.documents
    var postings = 0
    var positions = 0
    for clause in weight.clauses {
      let frequency = clause.terms.reduce(0) { $0 + $1.documentFrequency }
      postings += frequency
      if clause.terms.count > 1 { positions += clause.documentFrequency }
    }
    // Without a word that has to occur, all documents may match.
    let matches = Double(weight.plan.isUnion ? min(postings, documents) : documents)
    var cost = Double(postings) * Nanoseconds.posting + Double(positions) * Nanoseconds.position
    cost += matches * Double(options.facets.count) * Nanoseconds.facet
    if !options.sort.isEmpty { cost += matches * Nanoseconds.order }
    if options.isExhaustive { cost += matches * Nanoseconds.score }
    if weight.rescoring != nil { cost += min(Double(Rescoring.depth), matches) * Nanoseconds.rescore }
    var texts = min(Double(options.limit), matches)
    if options.byThread { texts *= Double(1 + max(0, options.comments)) }
    let details = (options.makesSnippets ? 1.0 : 0) + (options.explains ? 1 : 0)
    cost += texts * (Nanoseconds.hit + details * Nanoseconds.detail)
    if options.collapses {
      cost += Double(NearDuplicates.candidates(options.window)) * (Nanoseconds.hit + Nanoseconds.detail)
    }
    return cost
  }
}
