import FTSQuery

/// A query bound to a snapshot: what every clause weighs over all segments, and its posting lists.
struct QueryWeight {
  /// A term of a clause.
  struct Term {
    /// Documents that contain it, deleted ones not yet merged away included.
    var documentFrequency: Int
    /// By segment: its list there.
    var postings: [Postings?]
  }

  /// A term in one segment.
  struct Postings {
    /// Documents of the segment that contain it.
    var documentFrequency: Int
    var list: PostingList
  }

  struct Clause {
    var terms: [Term]
    /// idf of the term, or the sum of those of the phrase's terms, times as often as the query says
    /// it. Never negative.
    var weight: Float
  }

  let plan: QueryPlan
  /// As in `plan`.
  let clauses: [Clause]
  /// In which scores are added up.
  let scale: ScoreScale

  let bm25: BM25
  let fieldWeights: FieldWeights

  /// - Parameter bm25: with the mean length of the snapshot.
  init(
    _ plan: QueryPlan, _ snapshot: Snapshot, bm25: BM25, fieldWeights: FieldWeights
  ) throws(IndexError) {
    self.plan = plan
    self.bm25 = bm25
    self.fieldWeights = fieldWeights
    let documents = snapshot.manifest.documents
    var clauses: [Clause] = []
    clauses.reserveCapacity(plan.clauses.count)
    for clause in plan.clauses {
      var weighted = Clause(terms: [], weight: 0)
      weighted.terms.reserveCapacity(clause.terms.count)
      for bytes in clause.terms {
        var term = Term(documentFrequency: 0, postings: [])
        term.postings.reserveCapacity(snapshot.segments.count)
        for segment in snapshot.segments {
          guard let info = try segment.termInfo(bytes) else {
            term.postings.append(nil)
            continue
          }
          term.documentFrequency += info.documentFrequency
          term.postings.append(
            Postings(documentFrequency: info.documentFrequency, list: try segment.postingList(info)))
        }
        weighted.weight += BM25.idf(documentFrequency: term.documentFrequency, documents: documents)
        weighted.terms.append(term)
      }
      weighted.weight *= Float(clause.repetitions)
      clauses.append(weighted)
    }
    self.clauses = clauses
    var total = 0.0
    for (clause, planned) in zip(clauses, plan.clauses) where planned.occurrence != .mustNot {
      total += Double(clause.weight)
    }
    scale = ScoreScale(total: total)
  }
}
