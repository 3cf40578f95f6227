import FTSAnalysis
import FTSDocument
import FTSQuery

/// Tells why a query does not match a document, by the slow and plain way: part by part, each looked for on its own.
struct MismatchFinder {
  /// A part of the query, and whether the document matches it; `nil` where the analyzer leaves nothing of it.
  private struct Judgement {
    var query: Query
    var matches: Bool?
    var clauses: [(occurrence: Query.Occurrence, judgement: Judgement)] = []

    func matching(_ occurrence: Query.Occurrence, _ matches: Bool) -> [Judgement] {
      clauses.filter { $0.occurrence == occurrence && $0.judgement.matches == matches }.map(\.judgement)
    }

    func has(_ occurrence: Query.Occurrence) -> Bool {
      clauses.contains { $0.occurrence == occurrence && $0.judgement.matches != nil }
    }
  }

  private let tokenizer: Tokenizer
  private let synonyms: SynonymMap?
  private let snapshot: Snapshot
  private let zstandard: Zstandard
  private let segment: SegmentReader
  private let number: DocID
  private let document: Document
  private let thread: String
  /// The moment of the query, in seconds since 1970-01-01T00:00:00Z.
  private let now: Int64
  private let bind: (QueryPlan) throws(IndexError) -> QueryWeight

  /// - Parameters:
  ///   - place: of the document.
  ///   - now: the moment of the query, in seconds since 1970-01-01T00:00:00Z.
  ///   - bind: binds a plan to the snapshot.
  init(
    _ place: (segment: Int, document: DocID), _ snapshot: Snapshot, _ tokenizer: Tokenizer,
    _ synonyms: SynonymMap?, _ zstandard: Zstandard, now: Int64,
    bind: @escaping (QueryPlan) throws(IndexError) -> QueryWeight
  ) throws(IndexError) {
    self.tokenizer = tokenizer
    self.synonyms = synonyms
    self.snapshot = snapshot
    self.zstandard = zstandard
    self.now = now
    self.bind = bind
    segment = snapshot.segments[place.segment]
    number = place.document
    var stored = StoredDocuments(snapshot.segments, zstandard)
    (document, thread) = try stored.document(number, in: place.segment)
  }

  /// What keeps the document out; empty where the query matches it.
  func mismatches(of query: Query) throws(IndexError) -> [Mismatch] {
    let judgement = try judge(query)
    guard let matches = judgement.matches else {
      return [Mismatch(part: query.description, reason: "there is no word in it to look for")]
    }
    return matches ? [] : try mismatches(of: judgement)
  }

  // MARK: - What matches

  /// - Parameter isCondition: nothing scores by it.
  private func judge(_ query: Query, isCondition: Bool = false) throws(IndexError) -> Judgement {
    var judgement = Judgement(query: query)
    switch query.node {
    case .everything: judgement.matches = true
    case .text, .filter: judgement.matches = try matches(query, isCondition: isCondition)
    case .boosted(let inner, let boost):
      judgement.clauses = [(.must, try judge(inner, isCondition: isCondition || boost <= 0))]
      judgement.matches = judgement.clauses[0].judgement.matches
    case .boolean(let clauses):
      for clause in clauses {
        let isCondition = isCondition || clause.occurrence == .mustNot || clause.occurrence == .filter
        judgement.clauses.append((clause.occurrence, try judge(clause.query, isCondition: isCondition)))
      }
      judgement.matches = matches(judgement)
    case .atLeast(let count, let queries):
      for query in queries {
        judgement.clauses.append((.should, try judge(query, isCondition: isCondition)))
      }
      judgement.matches = matches(judgement, atLeast: count)
    }
    return judgement
  }

  /// Whether a word, phrase or filter matches.
  private func matches(_ query: Query, isCondition: Bool) throws(IndexError) -> Bool? {
    let plan = QueryPlan(query, tokenizer, now: now, synonyms, isCondition: isCondition)
    return plan.parts == nil ? nil : try found(plan).matches
  }

  private func found(_ plan: QueryPlan) throws(IndexError) -> PlanMatches {
    let weight = try bind(plan)
    return PlanMatches(weight, weight.filters(in: segment), segment, number)
  }

  private func matches(_ group: Judgement) -> Bool? {
    guard !group.clauses.isEmpty else { return false }
    guard group.clauses.contains(where: { $0.judgement.matches != nil }) else { return nil }
    return group.matching(.must, false).isEmpty && group.matching(.filter, false).isEmpty
      && group.matching(.mustNot, true).isEmpty
      && (group.has(.must) || !group.has(.should) || !group.matching(.should, true).isEmpty)
  }

  private func matches(_ group: Judgement, atLeast count: Int) -> Bool? {
    guard count <= group.clauses.count else { return false }
    guard group.has(.should) else { return nil }
    let meaningful = group.clauses.count { $0.judgement.matches != nil }
    return group.matching(.should, true).count >= min(count, meaningful)
  }

  // MARK: - Why not

  private func mismatches(of judgement: Judgement) throws(IndexError) -> [Mismatch] {
    let part = judgement.query.description
    switch judgement.query.node {
    case .everything: return []
    case .text(let match, let field):
      return [Mismatch(part: part, reason: try absence(of: match, in: field, judgement.query))]
    case .filter(.inReview(let inner)):
      guard thread != document.id, let review = try finder(for: thread) else {
        return [Mismatch(part: part, reason: "it is below no review")]
      }
      return [
        Mismatch(part: part, reason: "its review does not match", parts: try review.mismatches(of: inner))
      ]
    case .filter(.hasComment): return [Mismatch(part: part, reason: "none of its comments matches")]
    case .filter(let filter): return [Mismatch(part: part, reason: try value(for: filter))]
    case .boosted: return try mismatches(of: judgement.clauses[0].judgement)
    case .atLeast(let count, _):
      let matching = judgement.matching(.should, true).count
      return [
        Mismatch(
          part: part,
          reason: "\(count) of its parts must match, and \(matching) \(matching == 1 ? "does" : "do")",
          parts: try mismatches(of: judgement.matching(.should, false)))
      ]
    case .boolean([]): return [Mismatch(part: part, reason: "it asks for nothing")]
    case .boolean:
      var found: [Mismatch] = []
      for (occurrence, clause) in judgement.clauses {
        switch (occurrence, clause.matches) {
        case (.must, false), (.filter, false): found += try mismatches(of: clause)
        case (.mustNot, true):
          found.append(Mismatch(part: "-\(clause.query.operand)", reason: try presence(of: clause.query)))
        default: break
        }
      }
      if !judgement.has(.must), judgement.has(.should), judgement.matching(.should, true).isEmpty {
        let optional = judgement.matching(.should, false)
        let parts = try mismatches(of: optional)
        found +=
          optional.count == 1
          ? parts
          : [
            Mismatch(
              part: Query(clauses: optional.map { Query.Clause(.should, $0.query) }).description,
              reason: "none of its parts matches", parts: parts)
          ]
      }
      return found
    }
  }

  private func mismatches(of judgements: [Judgement]) throws(IndexError) -> [Mismatch] {
    var found: [Mismatch] = []
    for judgement in judgements { found += try mismatches(of: judgement) }
    return found
  }

  /// Why words are not found, in any text field or in one.
  private func absence(
    of match: TextMatch, in field: TextField?, _ query: Query
  ) throws(IndexError) -> String {
    let place = field.map { "its \($0.rawValue)" } ?? "it"
    let words: String
    let arrangement: String
    switch match {
    case .word(let text), .phrase(let text): (words, arrangement) = (text, "not one after the other")
    case .near(let text, let slop, let isOrdered):
      words = text
      arrangement = "not with at most \(slop) others between them" + (isOrdered ? ", in this order" : "")
    case .prefix, .wildcard, .fuzzy, .regex: return "no word of \(place) is so"
    }
    let forms = QueryAnalyzer(tokenizer).words(of: words).map(\.form)
    guard forms.count > 1 else {
      let elsewhere = field == nil ? [] : try places(of: match, in: nil)
      return "does not occur in \(place)" + (elsewhere.isEmpty ? "" : ", but in \(Self.list(elsewhere))")
    }
    var missing: [String] = []
    for form in forms where !missing.contains(form) {
      if try matches(Query(.text(.word(form), in: field)), isCondition: true) == false {
        missing.append(form)
      }
    }
    if missing.isEmpty { return "its words occur in \(place), but \(arrangement)" }
    return "\(Self.list(missing)) \(missing.count == 1 ? "does" : "do") not occur in \(place)"
  }

  /// How something that is excluded is found.
  private func presence(of query: Query) throws(IndexError) -> String {
    switch query.node {
    case .text(let match, let field): return "occurs in \(Self.list(try places(of: match, in: field)))"
    case .filter(.inReview): return "its review matches"
    case .filter(.hasComment): return "one of its comments matches"
    case .filter(let filter): return try value(for: filter)
    case .boosted(let inner, _): return try presence(of: inner)
    case .everything: return "every document matches"
    case .boolean, .atLeast: return "all of it matches"
    }
  }

  /// What the document has where a filter looks.
  private func value(for filter: Filter) throws(IndexError) -> String {
    switch filter {
    case .contains(.replyTo, _), .equals(.replyTo, _):
      guard let parent = document.parent else { return "it answers nothing" }
      guard let author = try finder(for: parent)?.document.author else {
        return "what it answers, \(parent), has no author"
      }
      return "it answers \(author)"
    default: return document.value(for: filter, thread: thread)
    }
  }

  /// The same for another document; `nil` where there is none of that id.
  private func finder(for id: String) throws(IndexError) -> MismatchFinder? {
    guard let place = try snapshot.find(id) else { return nil }
    return try MismatchFinder(place, snapshot, tokenizer, synonyms, zstandard, now: now, bind: bind)
  }

  /// The fields in which words occur, of one or of all.
  private func places(of match: TextMatch, in field: TextField?) throws(IndexError) -> [String] {
    let frequencies = try found(QueryPlan(Query(.text(match, in: field)), tokenizer, now: now, synonyms))
      .frequencies
    var places: [String] = []
    for (field, name) in [(Field.title, "its title"), (.body, "its body"), (.author, "its author's name")] {
      if frequencies.contains(where: { $0[field] > 0 }) { places.append(name) }
    }
    return places
  }

  private static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "it" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Query {
  /// As text behind a sign.
  fileprivate var operand: String {
    if case .boolean = node { "(\(description))" } else { description }
  }
}
