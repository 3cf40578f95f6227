import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct GeneratorTests {
  private func documents(seed: UInt64) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    return RandomCorpus(documentCount: 2000).makeDocuments(using: &generator)
  }

  @Test(arguments: Seeds.all) func `a seed gives the same corpus again`(seed: UInt64) {
    #expect(documents(seed: seed) == documents(seed: seed), "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func `a corpus has what it promises`(seed: UInt64) {
    let documents = documents(seed: seed)
    #expect(documents.count == 2000)
    #expect(Set(documents.map(\.id)).count == 2000, "seed \(seed)")
    #expect(documents.contains { $0.body.isEmpty }, "seed \(seed)")
    #expect(documents.contains { $0.title == nil && $0.kind == .review }, "seed \(seed)")
    #expect(documents.contains { $0.title != nil && $0.kind == .comment }, "seed \(seed)")
    let lengths = documents.map { IndexedDocument($0).body.count }
    #expect(lengths.contains { $0 > 300 }, "seed \(seed)")
    let isPlain = documents.allSatisfy { document in
      (document.body + (document.title ?? "") + (document.author ?? "")).utf8.allSatisfy {
        $0 == 0x20 || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
      }
    }
    #expect(isPlain, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func `comments follow their review and answer their thread`(seed: UInt64) {
    var thread: Set<String> = []
    var root = ""
    for document in documents(seed: seed) {
      if document.kind == .review {
        thread = [document.id]
        root = document.id
      } else {
        #expect(document.thread == root, "seed \(seed)")
        #expect(document.parent.map(thread.contains) == true, "seed \(seed)")
        thread.insert(document.id)
      }
    }
  }

  @Test(arguments: Seeds.all) func `queries match, match not, and use every kind of clause`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 300)
    let documents = corpus.makeDocuments(using: &generator)
    let queries = RandomQuery(corpus: corpus, documents: documents)
    let oracle = Oracle(documents: documents.map { IndexedDocument($0) })
    let drawn = (0..<300).map { _ in queries.next(using: &generator) }
    #expect(drawn.allSatisfy { !$0.clauses.isEmpty }, "seed \(seed)")
    let clauses = drawn.flatMap(\.clauses)
    for occurrence in [Query.Occurrence.should, .must, .mustNot] {
      #expect(clauses.contains { $0.occurrence == occurrence }, "seed \(seed)")
    }
    let totals = drawn.map { oracle.search($0).total }
    #expect(totals.contains(0), "seed \(seed)")
    #expect(totals.contains { $0 > 10 }, "seed \(seed)")
    let phrases = clauses.filter { if case .text(.phrase, _) = $0.query.node { true } else { false } }
    let found = phrases.filter { oracle.search(Query(clauses: [.init(.should, $0.query)])).total > 0 }
    #expect(found.count > phrases.count / 2, "seed \(seed)")
    let unions = (0..<50).map { _ in queries.nextUnion(using: &generator) }
    #expect(unions.allSatisfy { $0.clauses.allSatisfy { $0.occurrence == .should } }, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func `frequent words are frequent`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let distribution = ZipfDistribution(count: 100)
    var counts = [Int](repeating: 0, count: 100)
    for _ in 0..<20_000 { counts[distribution.sample(using: &generator)] += 1 }
    // Expected: about 2,000 and 53.
    #expect(counts[0] > 10 * counts[99], "seed \(seed)")
    #expect(counts.allSatisfy { $0 > 0 }, "seed \(seed)")
  }
}
