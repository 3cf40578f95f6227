/// How the best documents of a query are scored a second time: what its neighbouring words add where they are phrases.
///
/// Positions are read of those few documents alone; of every document that matches it would take many times as long as ranking
/// does. Since nothing is taken from a score, those scored again stay before all others, so that a page that begins behind
/// them is found without them.
///
/// A class, since a query's weight has one, and it has a weight.
final class Rescoring {
  /// Documents that are scored again, the best by their words alone.
  static let depth = 50

  /// The phrases, whose scores are in units of the query's.
  let phrases: QueryWeight

  init(_ phrases: QueryWeight) { self.phrases = phrases }
}

extension QueryWeight {
  /// Adds what the best documents are scored again by.
  mutating func rescore(by phrases: QueryWeight) {
    var phrases = phrases
    scale = ScoreScale(total: greatestScore + phrases.greatestScore)
    phrases.scale = scale
    rescoring = Rescoring(phrases)
  }
}

extension SnapshotSearcher {
  /// The best documents by words and neighbours, best first, and how many match where that is asked for.
  ///
  /// - Parameter options: of which the page begins among those scored again, or just behind them.
  mutating func rank(
    _ weight: QueryWeight, _ rescoring: Rescoring, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (documents: ArraySlice<ScoredDocument>, total: Int?) {
    // From the first on, also behind a cursor: which document is the last of a page is known only then.
    var all = options
    all.cursor = nil
    all.offset = options.rank
    all.limit = max(options.limit, Rescoring.depth - options.rank)
    let total = try findBest(weight, all, snapshot)
    var documents = best()
    let rescored = try rescore(documents.prefix(Rescoring.depth), rescoring, options, snapshot)
    documents.replaceSubrange(..<rescored.count, with: rescored)
    return (documents.dropFirst(options.rank).prefix(options.limit), total)
  }

  private mutating func rescore(
    _ documents: ArraySlice<ScoredDocument>, _ rescoring: Rescoring, _ options: SearchOptions,
    _ snapshot: Snapshot
  ) throws(IndexError) -> [ScoredDocument] {
    var gains = MatchScores(of: documents.map(\.document))
    try complete(rescoring.phrases, options, snapshot, into: &gains)
    return documents.map { found in
      guard let gain = gains.scores[found.document] else { return found }
      return ScoredDocument(score: ScoreScale.significant(found.score + gain), document: found.document)
    }.sorted { $0.key > $1.key }
  }
}
