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
///   that match, a clause that is repeated each time.
public struct Oracle: Sendable {
  /// The constants of the score, by default the engine's.
  public struct Settings: Equatable, Sendable {
    /// Saturation of frequencies, at least 0.
    public var k1 = 1.2
    /// Normalisation by length, from 0 to 1.
    public var b = 0.75
    /// What one token of the title counts, in tokens of weight 1; at least 0, as the others.
    public var titleWeight = 2.0
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
  /// For each word, the documents that contain it and its weighted occurrences there.
  private let occurrences: [String: [Int: Double]]

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
    averageLength = sum == 0 ? 1 : Double(sum) / Double(documents.count)
  }

  /// All documents that match `query` and are of `kind`, where one is given, best first and of
  /// equal scores in index order. The query is of words and phrases side by side, each
  /// of at least one word.
  public func search(_ query: Query, kind: String? = nil) -> OracleAnswer {
    let clauses = query.clauses.map { (occurrence: $0.occurrence, words: words(of: $0.query)) }
    var hits: [OracleAnswer.Hit] = []
    for (index, document) in documents.enumerated() where !document.isDeleted {
      if let kind, document.kind != kind { continue }
      guard let score = self.score(clauses, at: index) else { continue }
      hits.append(OracleAnswer.Hit(index: index, id: document.id, score: score))
    }
    hits.sort { ($1.score, $0.index) < ($0.score, $1.index) }
    return OracleAnswer(hits: hits)
  }

  /// Inverse document frequency of a word, also of one that no document contains.
  public func idf(of word: String) -> Double {
    let df = Double(occurrences[word]?.count ?? 0)
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

  private static func fields(
    of document: IndexedDocument, _ settings: Settings
  ) -> [(tokens: [String], weight: Double)] {
    [
      (document.title, settings.titleWeight), (document.body, settings.bodyWeight),
      (document.author, settings.authorWeight),
    ]
  }

  private func words(of query: Query) -> [String] {
    let words: [String]
    switch query.node {
    case .text(.word(let text), in: nil), .text(.phrase(let text), in: nil): words = tokens(of: text)
    default: preconditionFailure("neither a word nor a phrase: \(query)")
    }
    precondition(!words.isEmpty, "a clause without a word")
    return words
  }

  /// The score of the document at `index`; `nil` where it does not match.
  private func score(
    _ clauses: [(occurrence: Query.Occurrence, words: [String])], at index: Int
  ) -> Double? {
    var score = 0.0
    var matchesShould = false
    for clause in clauses {
      let contribution = self.contribution(of: clause.words, at: index)
      switch clause.occurrence {
      case .mustNot: if contribution != nil { return nil }
      case .must: if contribution == nil { return nil }
      case .filter:
        if contribution == nil { return nil }
        continue
      case .should: if contribution != nil { matchesShould = true }
      }
      score += contribution ?? 0
    }
    let hasMust = clauses.contains { $0.occurrence == .must }
    let hasShould = clauses.contains { $0.occurrence == .should }
    return hasMust || matchesShould || !hasShould ? score : nil
  }

  /// What a word, or a phrase of several, adds to the score of the document at `index`; `nil`
  /// where it does not occur.
  private func contribution(of words: [String], at index: Int) -> Double? {
    guard let x = frequency(of: words, at: index) else { return nil }
    let idf = words.reduce(0) { $0 + self.idf(of: $1) }
    let length = Double(Self.oneByteLength(Self.length(of: documents[index], settings)))
    return idf * x / (x + settings.k1 * (1 - settings.b + settings.b * length / averageLength))
  }

  /// Weighted occurrences in the document at `index`; `nil` where there are none.
  private func frequency(of words: [String], at index: Int) -> Double? {
    guard words.allSatisfy({ occurrences[$0]?[index] != nil }) else { return nil }
    if words.count == 1 { return occurrences[words[0]]?[index].flatMap { $0 > 0 ? $0 : nil } }
    var x = 0.0
    for (tokens, weight) in Self.fields(of: documents[index], settings) {
      for start in tokens.indices where tokens[start...].starts(with: words) { x += weight }
    }
    return x > 0 ? x : nil
  }
}
