import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// The engine against the brute-force oracle, and pruned evaluation against exhaustive, on random
/// corpora and random queries.
@Suite struct OracleComparisonTests {
  @Test(arguments: Seeds.all)
  func findsWhatTheOracleFindsInOneSegment(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 700, vocabularySize: 300)
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    try index.add(documents)
    try compare(index, Self.queries(corpus, documents), seed, &generator)
  }

  @Test(arguments: Seeds.all)
  func findsWhatTheOracleFindsByOtherSettings(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 700, vocabularySize: 300)
    let documents = corpus.makeDocuments(using: &generator)
    var settings = Oracle.Settings()
    // As the index has them, in 32 bits.
    settings.k1 = Double(Float.random(in: 0...10, using: &generator))
    settings.b = Double(Float.random(in: 0...1, using: &generator))
    settings.titleWeight = Double(Float.random(in: 0.1...8, using: &generator))
    let index = try TestIndex(settings: settings)
    try index.add(Array(documents.prefix(400)))
    try index.add(Array(documents.dropFirst(400)))
    try compare(index, Self.queries(corpus, documents), seed, &generator)
  }

  @Test(arguments: Seeds.all)
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
    try compare(index, Self.queries(corpus, documents), seed, &generator)
  }

  /// Threads of which every segment has a part, comments before their reviews, deletions, reviews indexed again.
  @Test(arguments: Seeds.all)
  func findsWhatTheOracleFindsInScatteredThreads(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(documentCount: 900, vocabularySize: 120)
    corpus.meanComments = [2, 30].randomElement(using: &generator) ?? 2
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    var parts = [[Document]](repeating: [], count: 4)
    for document in documents { parts[generator.number(0...3)].append(document) }
    for part in parts { try index.add(part.shuffled(using: &generator)) }
    try index.delete(documents.map(\.id).filter { _ in generator.chance(0.15) })
    try index.add(documents.filter { $0.kind == .review }.prefix(15).shuffled(using: &generator))
    let snapshot = try IndexStore.open(index.path).snapshot()
    #expect(snapshot.scatteredThreads.count > 10, "seed \(seed)")
    try compare(index, Self.queries(corpus, documents), seed, &generator)
  }

  @Test(arguments: Seeds.all)
  func findsWhatTheOracleFindsWhenMemoryIsShort(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(documentCount: 1500, vocabularySize: 2000)
    corpus.meanBodyLength = 60
    corpus.meanComments = 0
    let documents = corpus.makeDocuments(using: &generator)
    let index = try TestIndex()
    try index.add(documents, memory: 400_000, workers: 3)
    #expect(try index.reader().statistics().segments > 1)
    try compare(index, Self.queries(corpus, documents), seed, &generator)
  }

  /// Segments as large as all forms of lists take, deletions, threads indexed again, and a mean length
  /// that changes from commit to commit.
  @Test(arguments: Seeds.all)
  func findsWhatTheOracleFindsInListsOfAllForms(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let index = try TestIndex()
    var all: [Document] = []
    // Later documents are longer, or shorter.
    let lengths = generator.chance(0.5) ? [8.0, 30] : [30.0, 8]
    var corpus = RandomCorpus(documentCount: 7_000, vocabularySize: 1_500)
    for (part, length) in lengths.enumerated() {
      corpus.meanBodyLength = length
      let documents = corpus.makeDocuments(using: &generator).map { Self.renamed($0, part) }
      try index.add(documents)
      all += documents
    }
    corpus.documentCount = 300
    corpus.meanBodyLength = 20
    let documents = corpus.makeDocuments(using: &generator).map { Self.renamed($0, 2) }
    try index.add(documents)
    all += documents
    let segments = try index.segments()
    #expect(segments.count == 3, "seed \(seed)")
    #expect(Set(segments.map(\.averageLength)).count == 3, "seed \(seed)")
    for segment in segments.prefix(2) {
      #expect(
        segment.forms.keys.sorted { $0.rawValue < $1.rawValue } == [.short, .sparse, .dense], "seed \(seed)")
      #expect(segment.setCells > 100 && segment.listCells > 100, "seed \(seed)")
    }
    let queries = Self.queries(corpus, all)
    // Where nothing is deleted, thresholds are known in advance.
    try compare(index, queries, seed, rounds: 20, &generator)
    try index.delete(all.map(\.id).filter { _ in generator.chance(0.2) })
    let again = all.filter { $0.kind == .review }.prefix(9).map { document in
      var document = document
      document.body += " again"
      return document
    }
    try index.add(again)
    try compare(index, queries, seed, rounds: 30, &generator)
  }

  /// Queries of up to twelve clauses, many of them said twice.
  private static func queries(_ corpus: RandomCorpus, _ documents: [Document]) -> RandomQuery {
    var queries = RandomQuery(corpus: corpus, documents: documents)
    queries.maximumClauses = 12
    queries.repetitions = 0.15
    return queries
  }

  /// The document under ids that no other part of a corpus has.
  private static func renamed(_ document: Document, _ part: Int) -> Document {
    var document = document
    document.id += "/\(part)"
    document.parent? += "/\(part)"
    document.thread? += "/\(part)"
    return document
  }

  /// The clauses of a query beside filters.
  private static func filtered(_ query: Query, _ generator: inout SeededGenerator) -> Query {
    let filters = (0..<generator.number(1...2)).map { _ in
      let kind = ["review", "comment", "note"].randomElement(using: &generator) ?? "review"
      return Query.Clause(generator.chance(0.8) ? .filter : .mustNot, Query(.filter(.kind(kind))))
    }
    return Query(clauses: filters + query.clauses)
  }

  private func compare(
    _ index: TestIndex, _ queries: RandomQuery, _ seed: UInt64, rounds: Int = 60,
    _ generator: inout SeededGenerator
  ) throws {
    let oracle = index.oracle()
    let reader = try index.reader()
    for round in 0..<rounds {
      let query =
        switch round % 4 {
        case 0: queries.next(using: &generator)
        case 1: Self.filtered(queries.next(using: &generator), &generator)
        default: queries.nextTree(using: &generator)
        }
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
          let sum = explanation.contributions.reduce(Float(0)) { $0 + $1.score }
          #expect(abs(sum - hit.score) <= 1e-5 * max(hit.score, 1e-3), context)
        }
      }
      if round % 5 > 0, index.model.count > 2_000 { continue }
      try compareThreads(reader, query, kind, "seed \(seed), round \(round), kind \(kind ?? "any"), \(query)")
    }
  }

  /// Hits that are threads against all that matches, thread by thread.
  private func compareThreads(
    _ reader: IndexReader, _ query: Query, _ kind: String?, _ context: String
  ) throws {
    var options = SearchOptions()
    options.kind = kind
    options.limit = 100_000
    options.makesSnippets = false
    let all = try reader.search(query, options: options).hits
    var threads: [String] = []
    let own = Dictionary(grouping: all, by: \.thread)
    for hit in all where !threads.contains(hit.thread) { threads.append(hit.thread) }
    options.byThread = true
    for (limit, offset, comments) in [(1, 0, 0), (3, 2, 1), (10, 0, 3), (1_000, 0, 20)] {
      options.limit = limit
      options.offset = offset
      options.comments = comments
      options.countsTotal = limit != 3
      options.isExhaustive = limit == 10
      let found = try reader.search(query, options: options)
      let context: Comment = "\(context), threads \(limit), \(offset), \(comments)"
      #expect(found.total == (options.countsTotal ? threads.count : nil), context)
      #expect(found.documents == (options.countsTotal ? all.count : nil), context)
      #expect(found.hits.map(\.thread) == Array(threads.dropFirst(offset).prefix(limit)), context)
      for hit in found.hits {
        let matching = own[hit.thread] ?? []
        let root = matching.first { $0.document.id == hit.thread }
        let isIndexed = try reader.document(id: hit.thread) != nil
        let shown = isIndexed ? hit.thread : matching[0].document.id
        #expect(hit.document.id == shown && hit.score == matching[0].score, context)
        #expect(hit.matches?.documents == matching.count, context)
        #expect(hit.matches?.includesHit == (root != nil || !isIndexed), context)
        let others = matching.filter { $0.document.id != shown }
        #expect(hit.matches?.comments == Array(others.prefix(comments)), context)
        #expect(hit.matches?.more == max(0, others.count - comments), context)
      }
    }
  }
}
