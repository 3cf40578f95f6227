/// A query bound to the statistics of a snapshot: what every clause weighs, over all segments.
struct QueryWeight {
  struct Clause {
    /// By term: documents that contain it, deleted ones not yet merged away included.
    var documentFrequencies: [Int]
    /// By term, by segment: its entry in the segment's dictionary.
    var infos: [[TermInfo?]]
    /// idf of the term, or the sum of those of the phrase's terms. Never negative.
    var weight: Float
  }

  let plan: QueryPlan
  /// As in `plan`.
  let clauses: [Clause]
  let bm25: BM25
  let fieldWeights: FieldWeights

  init(_ plan: QueryPlan, _ snapshot: Snapshot, _ settings: IndexSettings) throws(IndexError) {
    self.plan = plan
    fieldWeights = settings.weights
    bm25 = BM25(settings: settings, averageLength: snapshot.manifest.averageLength)
    let documents = snapshot.manifest.documents
    var clauses: [Clause] = []
    for clause in plan.clauses {
      var weighted = Clause(documentFrequencies: [], infos: [], weight: 0)
      for term in clause.terms {
        var infos: [TermInfo?] = []
        for segment in snapshot.segments { infos.append(try segment.termInfo(term)) }
        let frequency = infos.reduce(0) { $0 + ($1?.documentFrequency ?? 0) }
        weighted.documentFrequencies.append(frequency)
        weighted.infos.append(infos)
        weighted.weight += BM25.idf(documentFrequency: frequency, documents: documents)
      }
      clauses.append(weighted)
    }
    self.clauses = clauses
  }
}
