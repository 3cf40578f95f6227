import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct MoreLikeThisTests {
  private static func words(of query: Query) -> [String] {
    query.clauses.compactMap {
      if case .text(.word(let word), in: nil) = $0.query.node, $0.occurrence == .should { word } else { nil }
    }
  }

  /// The words are those by which the oracle gives the document the best scores.
  @Test(arguments: Seeds.all) func theWordsThatTellMostAreAskedFor(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(documentCount: 400, vocabularySize: 600)
    corpus.meanBodyLength = 40
    let random = corpus.makeDocuments(using: &generator).map { document in
      // The author's name does not count.
      var document = document
      document.author = nil
      return document
    }
    // More words than are asked for, and fewer, all from "1a" on; two of each, so that each has its words elsewhere.
    let known = [60, 60, 5, 5].enumerated().map { number, count in
      let words = (46..<46 + count).map(RandomCorpus.word(rank:))
      return Document(id: "known-\(number)", kind: .review, body: words.joined(separator: " "))
    }
    let documents = random + known
    let index = try TestIndex()
    try index.add(documents)
    try index.delete([documents[7].id])
    let reader = try index.reader()
    let oracle = Oracle(documents: index.model)
    var sizes: Set<Int> = []
    for document in known + random.shuffled(using: &generator).prefix(20) where document.id != documents[7].id
    {
      let context: Comment = "seed \(seed), \(document.id)"
      let words = Self.words(of: try #require(try reader.query(like: document.id), context))
      let text = "\(document.title ?? "") \(document.body)".split(separator: " ").map(String.init)
      var scores: [String: Double] = [:]
      for word in Set(text) where word.count > 1 && word.contains(where: \.isLetter) {
        let isElsewhere = index.model.contains { $0.id != document.id && ($0.title + $0.body).contains(word) }
        guard isElsewhere else { continue }
        // In quotes: what the document has itself.
        let own = Query(.text(.phrase(word), in: nil))
        scores[word] = oracle.search(own).hits.first { $0.id == document.id }?.score
      }
      let best = scores.values.sorted(by: >).prefix(25)
      #expect(words.count == best.count && Set(words).count == words.count, context)
      for (word, score) in zip(words, best) {
        #expect(abs((scores[word] ?? 0) - score) <= 1e-5 * score, context)
      }
      sizes.insert(words.count)
    }
    #expect(sizes.contains(25) && sizes.count > 1, "seed \(seed)")
    #expect(try reader.query(like: documents[7].id) == nil)
    #expect(try reader.query(like: "absent") == nil)
  }

  @Test(arguments: Seeds.all) func aDocumentIsLeftOut(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 300, vocabularySize: 80)
    let documents = corpus.makeDocuments(using: &generator)
    let roots = documents.indices.filter { documents[$0].kind == .review }
    let index = try TestIndex()
    try index.add(Array(documents[..<roots[roots.count / 2]]))
    try index.add(Array(documents[roots[roots.count / 2]...]))
    let reader = try index.reader()
    let queries = RandomQuery(corpus: corpus, documents: documents)
    var options = SearchOptions()
    options.makesSnippets = false
    for round in 0..<40 {
      let query = round % 2 == 0 ? queries.nextUnion(using: &generator) : queries.nextTree(using: &generator)
      options.limit = documents.count
      options.excludedID = nil
      let all = try reader.search(query, options: options)
      guard let excluded = all.hits.prefix(5).randomElement(using: &generator)?.document.id else { continue }
      options.excludedID = excluded
      for limit in [1, 10, documents.count] {
        options.limit = limit
        options.isExhaustive = false
        let found = try reader.search(query, options: options)
        options.isExhaustive = true
        let context: Comment = "seed \(seed), round \(round), \(query), \(excluded), \(limit)"
        #expect(try reader.search(query, options: options) == found, context)
        #expect(found.total == all.total.map { $0 - 1 }, context)
        #expect(found.hits == Array(all.hits.filter { $0.document.id != excluded }.prefix(limit)), context)
      }
    }
  }
}
