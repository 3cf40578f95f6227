import FTSQuery

/// A query bound to a snapshot: what every clause weighs over all segments, and its posting lists.
struct QueryWeight {
  /// A term of a clause.
  struct Term {
    /// Documents that contain it, deleted ones not yet merged away included.
    var documentFrequency: Int
    /// By segment: its list there.
    var postings: [Postings?]
    /// What it came to, where it stands for many terms.
    var expansion: TermExpansion?
  }

  /// A term in one segment.
  struct Postings {
    /// Documents of the segment that contain it.
    var documentFrequency: Int
    var list: PostingList
    var titledThreads = TitledThreads.none
  }

  struct Clause {
    var terms: [Term]
    /// idf of the term, or the sum of those of the phrase's terms, in all fields. Never negative.
    var idf: Float = 0
    /// What its impacts are multiplied by: the idf times the clause's factor, 0 where it does not score.
    var weight: Float = 0
    /// By segment, what lies below a review with the term in its title and so matches, where the clause looks there;
    /// nothing at all where there is none.
    var titled: [DocumentRuns] = []
    /// What the impact of a single occurrence in the body is multiplied by for those.
    var titleWeight: Float = 0

    /// Documents with the rarest of its terms.
    var documentFrequency: Int { terms.lazy.map(\.documentFrequency).min() ?? 0 }
  }

  let plan: QueryPlan
  /// As in `plan`.
  let clauses: [Clause]
  /// By segment, the filters of the plan; nothing at all where it has none.
  private let filters: [[SegmentFilter]]
  /// The plan in the order of evaluation.
  let tree: MatchTree
  /// The sum of the weights of its clauses, times what scores are multiplied by at most: no score is greater.
  let greatestScore: Double
  /// In which scores are added up.
  var scale: ScoreScale
  /// How the best documents are scored again, if they are.
  var rescoring: Rescoring?

  /// What scores are multiplied by.
  let boosts: ScoreBoosts
  let bm25: BM25
  let fieldWeights: FieldWeights

  /// - Parameters:
  ///   - related: by filter, by segment: the documents for which a condition on others of their threads holds, in
  ///     a plan that has any.
  ///   - bm25: with the mean length of the snapshot.
  /// - Throws: also `deadlineExceeded`.
  init(
    _ plan: QueryPlan, _ snapshot: Snapshot, related: [[DocumentMask]] = [], bm25: BM25,
    fieldWeights: FieldWeights, _ expander: TermExpander, boosts: ScoreBoosts = ScoreBoosts()
  ) throws(IndexError) {
    self.plan = plan
    self.bm25 = bm25
    self.boosts = boosts
    self.fieldWeights = fieldWeights
    let documents = snapshot.manifest.documents
    var clauses: [Clause] = []
    clauses.reserveCapacity(plan.clauses.count)
    for clause in plan.clauses {
      var weighted = Clause(terms: [])
      weighted.terms.reserveCapacity(clause.terms.count)
      for queryTerm in clause.terms {
        let term =
          switch queryTerm {
          case .term(let bytes): try Term(bytes, snapshot)
          case .expansion(let pattern):
            try expander.expand(
              pattern, snapshot, bm25: bm25, fieldWeights, hasPositions: clause.isOfSeveral)
          case .synonyms(let terms):
            try expander.unite(
              terms, snapshot, bm25: bm25, fieldWeights, hasPositions: clause.isOfSeveral)
          }
        weighted.idf += BM25.idf(documentFrequency: term.documentFrequency, documents: documents)
        weighted.terms.append(term)
      }
      if clause.scores { weighted.weight = Float(Double(weighted.idf) * clause.factor) }
      if clause.takesReviewTitles {
        weighted.titled = try Self.titled(clause.terms[0], weighted.terms[0], snapshot)
        if !weighted.titled.isEmpty { weighted.titleWeight = weighted.weight * ReviewTitles.share }
      }
      clauses.append(weighted)
    }
    self.clauses = clauses
    var filters: [[SegmentFilter]] = []
    if !plan.filters.isEmpty {
      for segment in snapshot.segments {
        filters.append(try Self.filters(of: plan, segment, related, expander))
      }
    }
    self.filters = filters
    tree = MatchTree(plan) { clauses[$0].documentFrequency }
    greatestScore = clauses.reduce(0) { $0 + Double($1.weight) + Double($1.titleWeight) } * boosts.most
    scale = ScoreScale(total: greatestScore)
  }

  private static func titled(
    _ queryTerm: QueryTerm, _ term: Term, _ snapshot: Snapshot
  ) throws(IndexError) -> [DocumentRuns] {
    guard case .synonyms(let synonyms) = queryTerm else {
      return try ReviewTitles.documents(below: [term], snapshot)
    }
    var terms: [Term] = []
    for synonym in synonyms { terms.append(try Term(synonym, snapshot)) }
    return try ReviewTitles.documents(below: terms, snapshot)
  }

  private static func filters(
    of plan: QueryPlan, _ segment: SegmentReader, _ related: [[DocumentMask]], _ expander: TermExpander
  ) throws(IndexError) -> [SegmentFilter] {
    var filters: [SegmentFilter] = []
    for (index, filter) in plan.filters.enumerated() {
      switch filter {
      case .own(let filter):
        filters.append(try SegmentFilter(filter, segment, expander, now: plan.now))
      case .related: filters.append(SegmentFilter(related[index][segment.index], segment))
      }
    }
    return filters
  }

  /// The plan's filters in a segment.
  func filters(in segment: SegmentReader) -> [SegmentFilter] {
    filters.isEmpty ? [] : filters[segment.index]
  }
}

extension QueryWeight.Term {
  /// A term of the index in all segments of a snapshot.
  init(_ term: [UInt8], _ snapshot: Snapshot) throws(IndexError) {
    self.init(documentFrequency: 0, postings: [])
    postings.reserveCapacity(snapshot.segments.count)
    for segment in snapshot.segments {
      guard let info = try segment.termInfo(term) else {
        postings.append(nil)
        continue
      }
      documentFrequency += info.documentFrequency
      postings.append(
        QueryWeight.Postings(
          documentFrequency: info.documentFrequency, list: try segment.postingList(info),
          titledThreads: try segment.titledThreads(info)))
    }
  }
}
