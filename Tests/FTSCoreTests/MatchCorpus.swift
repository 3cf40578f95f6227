import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Documents with values in several segments, threads cut apart by commits and some deleted; and all that a query matches
/// in them, to be compared with what is made of it.
struct MatchCorpus {
  let index: TestIndex
  /// By id.
  private(set) var documents: [String: Document] = [:]
  private let queries: RandomQuery

  init(_ count: Int, density: Double, _ generator: inout SeededGenerator) throws {
    index = try TestIndex()
    let corpus = RandomCorpus(documentCount: count, vocabularySize: 200)
    var made = corpus.makeDocuments(using: &generator)
    for place in made.indices { RandomValues.fill(&made[place], density: density, &generator) }
    queries = RandomQuery(corpus: corpus, documents: made)
    documents = Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0) })
    let cuts = [0, generator.number(1...count / 3), generator.number(count / 3...count - 1), count]
    for (start, end) in zip(cuts, cuts.dropFirst()) { try index.add(Array(made[start..<end])) }
    try index.delete(made.map(\.id).filter { _ in generator.chance(0.2) })
  }

  /// A query, now and then one of everything.
  func query(_ generator: inout SeededGenerator) -> Query {
    generator.chance(0.2) ? Query(.everything) : queries.nextTree(using: &generator)
  }

  /// A document that matches.
  struct Match {
    var document: Document
    /// Place in the order of the index.
    var place: Int
    var score: Float
    /// Documents of its thread that are not deleted.
    var threadLength: Int
  }

  /// By id, the place of each document that is not deleted in the order of the index.
  var places: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: index.model.enumerated().filter { !$0.element.isDeleted }
        .map { ($0.element.id, $0.offset) })
  }

  /// All that matches, in the order of the index.
  func matches(_ query: Query, kind: String?, _ reader: IndexReader) throws -> [Match] {
    var options = SearchOptions()
    options.limit = .max
    options.kind = kind
    options.makesSnippets = false
    options.isExhaustive = true
    let places = places
    let live = Dictionary(grouping: index.model.filter { !$0.isDeleted }, by: \.thread)
    return try reader.search(query, options: options).hits.map { hit in
      Match(
        document: try #require(documents[hit.document.id]), place: try #require(places[hit.document.id]),
        score: hit.score, threadLength: live[hit.thread]?.count ?? 0)
    }.sorted { $0.place < $1.place }
  }
}
