public import FTSQuery
import Glibc

/// A search engine by brute force: looks at every document for every query and computes in
/// `Double`, straight from the definition of the score. What the engine answers is tested against it.
///
/// Scores are BM25F with combined fields (Robertson, Zaragoza, Taylor: "Simple BM25 Extension to
/// Multiple Weighted Fields", CIKM 2004) and the idf of Lucene:
///
/// - length of a document: tokens of each field times the weight of the field, added and rounded;
///   scored as `oneByteLength` of it, averaged as it is, over all documents, deleted ones included;
/// - x: occurrences in each field times the weight of the field, added;
/// - idf = ln(1 + (N − df + 0.5) / (df + 0.5)), deleted documents included in N and df; that of a
///   phrase is the sum over its words;
/// - score = idf · x / (x + k1 · (1 − b + b · length / average length)), added over the clauses
///   that match, a clause that is repeated each time; see `Query` for groups;
/// - a word by which documents score, in no field, also occurs in what lies below a review, not deleted, with it in its
///   title: once more, as if in the body, for a fifth of its idf;
/// - all words that a pattern describes are one word, which occurs where any of them does; a fuzzy word is that by half,
///   and by half the word as it is typed.
public struct Oracle: Sendable {
  /// What a word in the title of a review counts for what lies below it, in those of the body.
  private static let titleShare = 0.2

  /// The constants of the score, by default the engine's.
  public struct Settings: Equatable, Sendable {
    /// Saturation of frequencies, at least 0.
    public var k1 = 1.2
    /// Normalisation by length, from 0 to 1.
    public var b = 0.75
    /// What one token of the title counts, in tokens of weight 1; at least 0, as the others.
    public var titleWeight = 3.0
    /// What one token of the body counts.
    public var bodyWeight = 1.0
    /// What one token of the author's name counts.
    public var authorWeight = 1.0

    /// The engine's constants.
    public init() {}
  }

  /// The documents in index order.
  public let documents: [IndexedDocument]
  /// The constants of the score.
  public let settings: Settings
  /// Mean of the documents' rounded lengths; 1 where there is no token at all.
  public let averageLength: Double
  /// For each thread, its documents.
  private let threads: [String: [Int]]
  /// By id, the document that is not deleted.
  private let places: [String: Int]
  /// For each word, the documents that contain it and its weighted occurrences there.
  let occurrences: [String: [Int: Double]]
  /// For each word, the documents that lie below a review, not deleted, with it in its title.
  private let below: [String: Set<Int>]
  let expansions = OracleExpansions()

  /// `documents` come in index order and include deleted ones that no merge has dropped yet.
  public init(documents: [IndexedDocument], settings: Settings = Settings()) {
    self.documents = documents
    self.settings = settings
    var occurrences: [String: [Int: Double]] = [:]
    var sum = 0
    for (index, document) in documents.enumerated() {
      for (tokens, weight) in Self.fields(of: document, settings) {
        for token in tokens { occurrences[token, default: [:]][index, default: 0] += weight }
      }
      sum += Self.length(of: document, settings)
    }
    self.occurrences = occurrences
    let live = documents.indices.filter { !documents[$0].isDeleted }
    places = Dictionary(uniqueKeysWithValues: live.map { (documents[$0].id, $0) })
    let threads = Dictionary(grouping: documents.indices) { documents[$0].thread }
    self.threads = threads
    var below: [String: Set<Int>] = [:]
    for root in live where documents[root].thread == documents[root].id {
      for word in Set(documents[root].title) {
        below[word, default: []].formUnion(threads[documents[root].id, default: []].filter { $0 != root })
      }
    }
    self.below = below
    averageLength = sum == 0 ? 1 : Double(sum) / Double(documents.count)
  }

  /// All documents that match `query` and are of `kind`, where one is given, best first and of
  /// equal scores in index order. Its texts are words, phrases, words near each other and patterns of one word, its
  /// filters kinds, threads and conditions on others of a thread, also on the author of what is answered.
  public func search(_ query: Query, kind: String? = nil) -> OracleAnswer {
    guard let query = Self.meaningful(query) else { return OracleAnswer(hits: []) }
    var hits: [OracleAnswer.Hit] = []
    for (index, document) in documents.enumerated() where !document.isDeleted {
      if let kind, document.kind != kind { continue }
      guard let score = self.score(query, at: index) else { continue }
      hits.append(OracleAnswer.Hit(index: index, id: document.id, score: score))
    }
    hits.sort { ($1.score, $0.index) < ($0.score, $1.index) }
    let weights = weights(query)
    // Less than two units of 2⁻³¹ of the whole are lost per clause.
    return OracleAnswer(hits: hits, rounding: Double(weights.count) * weights.reduce(0, +) * 0x1p-30)
  }

  /// The greatest score that each text of a query can give, wherever it stands.
  private func weights(_ query: Query) -> [Double] {
    switch query.node {
    case .everything, .filter: []
    case .text(.fuzzy(let text, _), in: _):
      [idf(of: text) / 2, idf(of: text) / 2, idf(documentFrequency: 0) / 2]
    case .text(.word(let text), in: _), .text(.phrase(let text), in: _),
      .text(.near(let text, slop: _, isOrdered: _), in: _):
      [tokens(of: text).reduce(0) { $0 + idf(of: $1) } * (1 + Self.titleShare)]
    case .text(let match, in: let field):
      [idf(documentFrequency: expansion(of: match, field).documentFrequency)]
    case .boosted(let inner, let boost): weights(inner).map { $0 * boost }
    case .boolean(let clauses): clauses.flatMap { weights($0.query) }
    case .atLeast(_, let queries): queries.flatMap { weights($0) }
    }
  }

  /// Inverse document frequency of a word, also of one that no document contains.
  public func idf(of word: String) -> Double {
    idf(documentFrequency: occurrences[word]?.count ?? 0)
  }

  func idf(documentFrequency: Int) -> Double {
    let df = Double(documentFrequency)
    return log(1 + (Double(documents.count) - df + 0.5) / (df + 0.5))
  }

  /// `length` as one byte can hold it in Lucene's code of four significant bits: exact below 24,
  /// above it what exceeds 24 cut to its four leading bits.
  public static func oneByteLength(_ length: Int) -> Int {
    if length < 24 { return length }
    var step = 1
    while (length - 24) / step >= 16 { step *= 2 }
    return 24 + (length - 24) / step * step
  }

  private static func length(of document: IndexedDocument, _ settings: Settings) -> Int {
    let weighted = fields(of: document, settings).reduce(0) { $0 + Double($1.tokens.count) * $1.weight }
    return Int(weighted.rounded(.toNearestOrAwayFromZero))
  }

  static func fields(
    of document: IndexedDocument, _ settings: Settings
  ) -> [(tokens: [String], weight: Double)] {
    [
      (document.title, settings.titleWeight), (document.body, settings.bodyWeight),
      (document.author, settings.authorWeight),
    ]
  }

  /// The query without clauses that have no word; `nil` where nothing is left.
  private static func meaningful(_ query: Query) -> Query? {
    switch query.node {
    case .filter(.inReview(let inner)):
      return meaningful(inner).map { Query(.filter(.inReview($0))) }
    case .filter(.hasComment(let inner)):
      return meaningful(inner).map { Query(.filter(.hasComment($0))) }
    case .filter(.contains(.replyTo, .word(let text))), .filter(.contains(.replyTo, .phrase(let text))):
      return tokens(of: text).isEmpty ? nil : query
    case .everything, .filter, .boolean([]): return query
    case .text(.word(let text), in: _), .text(.phrase(let text), in: _),
      .text(.near(let text, slop: _, isOrdered: _), in: _):
      return tokens(of: text).isEmpty ? nil : query
    case .text: return query
    case .boosted(let inner, let boost): return meaningful(inner).map { Query(.boosted($0, by: boost)) }
    case .boolean(let clauses):
      let kept = clauses.compactMap { clause in
        meaningful(clause.query).map { Query.Clause(clause.occurrence, $0) }
      }
      return kept.isEmpty ? nil : Query(clauses: kept)
    case .atLeast(let count, let queries):
      if count > queries.count { return .nothing }
      let kept = queries.compactMap(meaningful)
      return kept.isEmpty ? nil : Query(.atLeast(min(count, kept.count), kept))
    }
  }

  /// The score of the document at `index`; `nil` where it does not match.
  ///
  /// - Parameter isCondition: no document scores by it.
  private func score(_ query: Query, at index: Int, isCondition: Bool = false) -> Double? {
    switch query.node {
    case .everything: return 0
    case .text(let match, in: let field):
      return contribution(of: match, field, at: index, isCondition: isCondition)
    case .filter(.kind(let kind)): return documents[index].kind == kind ? 0 : nil
    case .filter(.thread(let id)): return documents[index].thread == id ? 0 : nil
    case .filter(.inReview(let inner)):
      let matches = thread(of: index).contains {
        isRoot($0) && score(inner, at: $0, isCondition: true) != nil
      }
      return !isRoot(index) && matches ? 0 : nil
    case .filter(.hasComment(let inner)):
      let matches = thread(of: index).contains {
        !isRoot($0) && score(inner, at: $0, isCondition: true) != nil
      }
      return isRoot(index) && matches ? 0 : nil
    case .filter(.contains(.replyTo, .word(let text))), .filter(.contains(.replyTo, .phrase(let text))):
      let words = tokens(of: text)
      guard let author = parentAuthor(of: index) else { return nil }
      return author.indices.contains { author[$0...].starts(with: words) } ? 0 : nil
    case .filter(.equals(.replyTo, let name)):
      return parentAuthor(of: index)?.joined(separator: " ") == name ? 0 : nil
    case .filter(let filter): preconditionFailure("a filter the oracle does not know: \(filter)")
    case .boosted(let inner, let boost):
      return score(inner, at: index, isCondition: isCondition || boost <= 0).map { $0 * boost }
    case .boolean(let clauses): return score(clauses, at: index, isCondition: isCondition)
    case .atLeast(let count, let queries):
      let scores = queries.compactMap { score($0, at: index, isCondition: isCondition) }
      return scores.count >= count ? scores.reduce(0, +) : nil
    }
  }

  /// Whether the document at `index` is the review of its own thread.
  private func isRoot(_ index: Int) -> Bool { documents[index].thread == documents[index].id }

  /// The author of what the document at `index` answers.
  private func parentAuthor(of index: Int) -> [String]? {
    documents[index].parent.flatMap { places[$0] }.map { documents[$0].author }
  }

  /// The documents of the same thread that are not deleted.
  private func thread(of index: Int) -> [Int] {
    threads[documents[index].thread, default: []].filter { !documents[$0].isDeleted }
  }

  private func score(_ clauses: [Query.Clause], at index: Int, isCondition: Bool) -> Double? {
    if clauses.isEmpty { return nil }
    var score = 0.0
    var matchesShould = false
    for clause in clauses {
      let isCondition = isCondition || clause.occurrence == .mustNot || clause.occurrence == .filter
      let own = self.score(clause.query, at: index, isCondition: isCondition)
      switch clause.occurrence {
      case .mustNot: if own != nil { return nil }
      case .must: if own == nil { return nil }
      case .filter:
        if own == nil { return nil }
        continue
      case .should: if own != nil { matchesShould = true }
      }
      score += own ?? 0
    }
    let hasMust = clauses.contains { $0.occurrence == .must }
    let hasShould = clauses.contains { $0.occurrence == .should }
    return hasMust || matchesShould || !hasShould ? score : nil
  }

  /// What a text adds to the score of the document at `index`; `nil` where it does not occur as it is to, in the field
  /// given or in any.
  private func contribution(
    of match: TextMatch, _ field: TextField?, at index: Int, isCondition: Bool
  ) -> Double? {
    switch match {
    case .word(let text), .phrase(let text), .near(let text, slop: _, isOrdered: _):
      let words = tokens(of: text)
      let own = frequency(of: words, match, field, at: index).map {
        score(idf: words.reduce(0) { $0 + self.idf(of: $1) }, $0, at: index)
      }
      guard case .word = match, words.count == 1, field == nil, !isCondition,
        below[words[0]]?.contains(index) == true
      else {
        return own
      }
      return (own ?? 0) + score(idf: Self.titleShare * idf(of: words[0]), settings.bodyWeight, at: index)
    case .prefix, .wildcard, .regex:
      let expansion = expansion(of: match, field)
      return expansion.occurrences[index].map {
        score(idf: idf(documentFrequency: expansion.documentFrequency), $0, at: index)
      }
    case .fuzzy(let text, _):
      let typed = contribution(of: .word(text), field, at: index, isCondition: isCondition)
      let expansion = expansion(of: match, field)
      let expanded = expansion.occurrences[index].map {
        score(idf: idf(documentFrequency: expansion.documentFrequency), $0, at: index)
      }
      return typed == nil && expanded == nil ? nil : ((typed ?? 0) + (expanded ?? 0)) / 2
    }
  }

  /// BM25 of weighted occurrences in the document at `index`.
  private func score(idf: Double, _ x: Double, at index: Int) -> Double {
    let length = Double(Self.oneByteLength(Self.length(of: documents[index], settings)))
    return idf * x / (x + settings.k1 * (1 - settings.b + settings.b * length / averageLength))
  }

  /// Weighted occurrences in the document at `index`; `nil` where there are none.
  private func frequency(
    of words: [String], _ match: TextMatch, _ field: TextField?, at index: Int
  ) -> Double? {
    guard words.allSatisfy({ occurrences[$0]?[index] != nil }) else { return nil }
    if words.count == 1, field == nil { return occurrences[words[0]]?[index].flatMap { $0 > 0 ? $0 : nil } }
    var fields = Self.fields(of: documents[index], settings)
    switch field {
    case nil: break
    case .title: fields = [fields[0]]
    case .body: fields = [fields[1]]
    }
    var x = 0.0
    for (tokens, weight) in fields {
      let count =
        if case .near(_, let slop, let isOrdered) = match {
          Self.count(words, near: slop, isOrdered: isOrdered, in: tokens)
        } else {
          tokens.indices.count { tokens[$0...].starts(with: words) }
        }
      x += Double(count) * weight
    }
    return x > 0 ? x : nil
  }

  /// The greatest number of stretches of `tokens`, no two of which overlap, that have all `words`, each as often as
  /// it is said, and at most `slop` others; in their order, where that is asked for.
  public static func count(
    _ words: [String], near slop: Int, isOrdered: Bool, in tokens: [String]
  ) -> Int {
    // By end, the number up to there.
    var most = [0]
    for end in tokens.indices {
      let earliest = max(0, end + 1 - words.count - slop)
      let ending = (earliest...end).filter { start in
        has(tokens[start...end], words, isOrdered: isOrdered)
      }.map { most[$0] + 1 }
      most.append(max(most[end], ending.max() ?? 0))
    }
    return most[tokens.count]
  }

  private static func has(_ stretch: ArraySlice<String>, _ words: [String], isOrdered: Bool) -> Bool {
    var missing = words
    for word in stretch {
      let place = isOrdered ? (missing.first == word ? 0 : nil) : missing.firstIndex(of: word)
      if let place { missing.remove(at: place) }
    }
    return missing.isEmpty
  }
}
