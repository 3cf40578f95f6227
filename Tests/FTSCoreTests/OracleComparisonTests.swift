import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// The engine against the brute-force oracle, and pruned evaluation against exhaustive, on random
/// corpora and random queries.
@Suite struct OracleComparisonTests {
  /// Seeds that are always tried, and one of the day.
  static let seeds: [UInt64] = [1, 2, 3, 4, 5, UInt64.random(in: 6...UInt64.max)]

  @Test(arguments: seeds)
  func findsWhatTheOracleFindsInOneSegment(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 700, vocabularySize: 300)
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    try index.add(documents)
    try compare(index, RandomQuery(corpus: corpus, documents: documents), seed, &generator)
  }

  @Test(arguments: seeds)
  func findsWhatTheOracleFindsInSeveralSegmentsWithDeletions(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 1200, vocabularySize: 400)
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    let roots = documents.indices.filter { documents[$0].kind == .review }
    let cuts = [roots[roots.count / 4], roots[roots.count / 2]]
    try index.add(Array(documents[..<cuts[0]]))
    try index.add(Array(documents[cuts[0]..<cuts[1]]))
    try index.add(Array(documents[cuts[1]...]))
    try index.delete(documents.map(\.id).filter { _ in Int.random(in: 0..<5, using: &generator) == 0 })
    // Threads indexed again take the place of what there was of them.
    let again = documents[roots[3]..<roots[9]].map { document in
      var document = document
      document.body += " again"
      return document
    }
    try index.add(again)
    try compare(index, RandomQuery(corpus: corpus, documents: documents), seed, &generator)
  }

  @Test(arguments: seeds)
  func findsWhatTheOracleFindsWhenMemoryIsShort(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(documentCount: 1500, vocabularySize: 2000)
    corpus.meanBodyLength = 60
    corpus.meanComments = 0
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    try index.add(documents, memory: 400_000, workers: 3)
    #expect(try index.reader().statistics().segments > 1)
    try compare(index, RandomQuery(corpus: corpus, documents: documents), seed, &generator)
  }

  private func compare(
    _ index: TestIndex, _ queries: RandomQuery, _ seed: UInt64, _ generator: inout SeededGenerator
  ) throws {
    let oracle = Oracle(documents: index.model)
    let reader = try index.reader()
    for round in 0..<60 {
      let query = queries.next(using: &generator)
      let kind = [nil, nil, "review", "comment"].randomElement(using: &generator) ?? nil
      let answer = oracle.search(query, kind: kind)
      for k in [1, 10, 100, 1000] {
        var options = SearchOptions()
        options.limit = k
        options.kind = kind
        options.makesSnippets = false
        options.explains = k == 10
        let pruned = try reader.search(query, options: options)
        options.isExhaustive = true
        let exhaustive = try reader.search(query, options: options)
        let context: Comment = "seed \(seed), round \(round), k \(k), kind \(kind ?? "any"), \(query)"
        #expect(pruned == exhaustive, context)
        #expect(pruned.total == answer.total, context)
        let found = pruned.hits.map { (id: $0.document.id, score: $0.score) }
        #expect(answer.disagreement(with: found, limit: k) == nil, context)
        for hit in pruned.hits {
          guard let explanation = hit.explanation else { continue }
          #expect(explanation.score == hit.score, context)
          #expect(explanation.contributions.reduce(Float(0)) { $0 + $1.score } == hit.score, context)
        }
      }
    }
  }
}
