import FTSAnalysis
import FTSQuery

/// A query in terms of an index: a tree over clauses, each a term or several in a row or near each other, and filters.
struct QueryPlan {
  struct Clause {
    /// One term, or several in order, those of a phrase unless `near` says otherwise.
    var terms: [QueryTerm]
    /// How they are to be near each other, each known by its number among the different ones.
    var near: NearCounter?
    /// The field in which they have to occur; `nil` for any one.
    var field: Field?
    /// What its weight is multiplied by: the boosts of what it stands in, and how often it is said.
    var factor: Double
    /// Whether it stands in quotes: then documents have to have it themselves.
    var isQuoted = false
    /// Whether documents score by it: nothing above it excludes or filters.
    var scores = true
    /// Whether what lies below a review with it in its title matches it, too: a word for which documents score, in no
    /// field.
    var takesReviewTitles = false
    /// Whether documents that match may do so because of it: it stands in no exclusion, or in one of one.
    var isWanted = true
    /// Whether no document matches without it.
    var isRequired = false

    /// Whether it is of several words, so that positions tell where it occurs.
    var isOfSeveral: Bool { terms.count > 1 }

    /// Whether it is a word, or words that mean the same, in any field and not in quotes.
    var isWord: Bool {
      guard terms.count == 1, field == nil, !isQuoted else { return false }
      if case .expansion = terms[0] { return false }
      return true
    }

    /// The term, or the words in quotes, behind their field.
    var description: String {
      let text = terms.map(\.description).joined(separator: " ")
      var quoted = isOfSeveral ? "\"\(text)\"" : text
      if let near { quoted += "~\(near.isOrdered ? ">" : "")\(near.slop)" }
      let place = field.map { "\($0):\(quoted)" } ?? quoted
      if factor == 1 { return place }
      let times = Int(exactly: factor).map(String.init) ?? String(Float(factor))
      return "\(place) (\(times) times)"
    }
  }

  /// Words, phrases and words near each other, of at least one term, in the order of the query; what is said several
  /// times side by side is one clause of as many times the weight.
  let clauses: [Clause]
  /// Conditions, in the order of the query.
  let filters: [PlanFilter]
  /// What a document has to match together, as a boolean node; `nil` where the analyzer leaves nothing of the query.
  let parts: [PlanNode.Part]?

  /// The moment of the query, in seconds since 1970-01-01T00:00:00Z.
  let now: Int64

  /// Whether every document with one of the clauses matches, and no other.
  var isUnion: Bool {
    parts?.allSatisfy { part in
      if case .clause = part.node { part.occurrence == .should } else { false }
    } ?? false
  }

  /// Whether what matches depends on the moment of the query.
  var isRelative: Bool {
    filters.contains { filter in
      switch filter {
      case .own(.date(let comparison)):
        comparison.bounds.contains { if case .relative = $0 { true } else { false } }
      case .own: false
      case .related(_, let plan): plan.isRelative
      }
    }
  }

  /// - Parameters:
  ///   - now: the moment of the query, in seconds since 1970-01-01T00:00:00Z.
  ///   - isCondition: it is a part of another, and tells what a document has to have or may not have itself.
  init(
    _ query: Query, _ tokenizer: Tokenizer, now: Int64, _ synonyms: SynonymMap? = nil,
    isCondition: Bool = false
  ) {
    self.now = now
    var builder = PlanBuilder(tokenizer, now: now, synonyms, isCondition: isCondition)
    parts = builder.parts(of: query)
    clauses = builder.clauses
    filters = builder.filters
  }
}
