public import FTSDocument
public import FTSQuery

/// Makes queries for documents of a `RandomCorpus`: frequent, rare and absent words, repeated ones,
/// phrases and words near each other that stand in a document, of frequent words, and such as hardly occur,
/// required and excluded clauses, and now and then nothing but excluded ones.
public struct RandomQuery: Sendable {
  /// Most clauses of a query, at least 1.
  public var maximumClauses = 6
  /// Share of clauses that say again what one before them said.
  public var repetitions = 0.05
  private let vocabulary: ZipfDistribution
  /// Fields of at least two words, from which phrases are taken.
  private let fields: [[String]]
  /// Ids of threads.
  let threads: [String]
  /// Names of authors.
  let authors: [String]

  /// `documents` are what the phrases are taken from.
  public init(corpus: RandomCorpus, documents: [Document]) {
    vocabulary = corpus.vocabulary
    threads = documents.map { $0.thread ?? $0.id }
    authors = documents.compactMap(\.author)
    fields = documents.flatMap { document in
      [document.title, document.author, document.body].map { tokens(of: $0 ?? "") }
    }.filter { $0.count >= 2 }
  }

  /// One query, of at least one clause.
  public func next(using generator: inout some RandomNumberGenerator) -> Query {
    let count = Int.random(in: 1...maximumClauses, using: &generator)
    let excludesAll = chance(0.03, using: &generator)
    // Mostly unions; otherwise each clause is bound on its own.
    let isUnion = chance(0.4, using: &generator)
    var clauses: [Query.Clause] = []
    for _ in 0..<count {
      let occurrence: Query.Occurrence =
        excludesAll ? .mustNot : isUnion ? .should : makeOccurrence(using: &generator)
      let repeated = chance(repetitions, using: &generator) ? clauses.randomElement(using: &generator) : nil
      clauses.append(Query.Clause(occurrence, repeated?.query ?? makeLeaf(using: &generator)))
    }
    return Query(clauses: clauses)
  }

  /// A query of up to `maximumClauses` words, each a `should` clause.
  public func nextUnion(using generator: inout some RandomNumberGenerator) -> Query {
    let count = Int.random(in: 1...maximumClauses, using: &generator)
    return Query(
      clauses: (0..<count).map { _ in Query.Clause(.should, .word(makeWord(using: &generator))) })
  }

  func makeOccurrence(using generator: inout some RandomNumberGenerator) -> Query.Occurrence {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<10: .should
    case 10..<17: .must
    default: .mustNot
    }
  }

  func makeLeaf(using generator: inout some RandomNumberGenerator) -> Query {
    guard chance(0.25, using: &generator) else { return .word(makeWord(using: &generator)) }
    let words = makePhrase(using: &generator)
    guard chance(0.3, using: &generator) else { return .phrase(words.joined(separator: " ")) }
    return near(words, using: &generator)
  }

  /// Some of the words, in any order and some said twice, near each other.
  private func near(_ words: [String], using generator: inout some RandomNumberGenerator) -> Query {
    var words = words.filter { _ in chance(0.8, using: &generator) }
    if let word = words.first, chance(0.1, using: &generator) { words.append(word) }
    if chance(0.5, using: &generator) { words.shuffle(using: &generator) }
    return Query(
      .text(
        .near(
          words.joined(separator: " "), slop: Int.random(in: 0...8, using: &generator),
          isOrdered: Bool.random(using: &generator)), in: nil))
  }

  func makeWord(using generator: inout some RandomNumberGenerator) -> String {
    // Seven letters: longer than any word of a corpus.
    if chance(0.05, using: &generator) { return "absent\(Int.random(in: 0...9, using: &generator))" }
    // Zipf's law alone would ask for frequent words only.
    let rank =
      chance(0.6, using: &generator)
      ? vocabulary.sample(using: &generator) : Int.random(in: 0..<vocabulary.count, using: &generator)
    return RandomCorpus.word(rank: rank)
  }

  private func makePhrase(using generator: inout some RandomNumberGenerator) -> [String] {
    if chance(0.25, using: &generator) {
      let frequent = 0..<min(8, vocabulary.count)
      return (0..<Int.random(in: 2...3, using: &generator)).map { _ in
        RandomCorpus.word(rank: Int.random(in: frequent, using: &generator))
      }
    }
    let length = Int.random(in: 1...4, using: &generator)
    guard chance(0.8, using: &generator), let field = fields.randomElement(using: &generator) else {
      return (0..<length).map { _ in makeWord(using: &generator) }
    }
    let start = Int.random(in: 0..<field.count, using: &generator)
    return Array(field[start...].prefix(length))
  }
}
