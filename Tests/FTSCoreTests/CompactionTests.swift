import FTSDocument
import FTSQuery
import FTSTestSupport
import Glibc
import Testing

@testable import FTSCore

@Suite struct CompactionTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func path(_ name: String) -> String { directory.file(name) }

  private func write(_ commits: [[Document]], deleting ids: [String] = [], to path: String) throws {
    let writer = try IndexWriter(path: path, analyzer: "simple")
    defer { writer.close() }
    for documents in commits {
      for document in documents { try writer.add(document) }
      try writer.commit()
    }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
  }

  @discardableResult
  private func compact(_ path: String, reorder: Bool) throws -> Bool {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    return try writer.compact(reorder: reorder)
  }

  /// The ids of an index's documents and of their threads, in order.
  private func order(_ path: String) throws -> [(id: String, thread: String)] {
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    return try snapshot.segments.flatMap { segment in
      try (0..<DocID(segment.info.documents)).map { number in
        let (document, thread) = try stored.document(number, in: segment.index)
        return (document.id, thread)
      }
    }
  }

  @Test func compactionLetsAMergeOfAnotherComeToItsEnd() async throws {
    try write((0..<4).map { [Document(id: "d\($0)", body: "film")] }, to: path("index"))
    let path = path("index")
    let running: SteppedMerge
    do {
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      let lock = try #require(try writer.store.mergeLock())
      running = SteppedMerge(
        writer.makeMerge(of: Array(writer.manifest.segments.prefix(2)), lock), transactionLimit: 0)
      try writer.publish(WriteBatch(writer.store.environment, path: path))
    }
    let compaction = Task {
      var options = IndexWriter.Options()
      options.wait = .seconds(100)
      let writer = try IndexWriter(path: path, options: options)
      defer { writer.close() }
      return try writer.compact()
    }
    while running.result == nil { running.step() }
    var options = IndexWriter.Options()
    options.wait = .seconds(100)
    try await Task.detached {
      let writer = try IndexWriter(path: path, options: options)
      defer { writer.close() }
      try writer.publish(try #require(try running.result?.get()))
      running.forget()
    }.value
    #expect(try await compaction.value)
    #expect(try IndexReader(path: path).statistics().segments == 1)
    #expect(try order(path).map(\.id) == ["d0", "d1", "d2", "d3"])
  }

  /// Sum of the logarithms of the gaps in all posting lists.
  private func logGaps(_ path: String) throws -> Double {
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    var sum = 0.0
    var merge = try SortedTableMerge(snapshot.segments, \.dictionary)
    while let values = try merge.next() {
      for (segment, value) in values {
        var last = -1
        let info = try #require(TermInfo(value))
        try snapshot.segments[segment].postingList(info).forEachPosting { document, _, _ in
          sum += log2(Double(Int(document) - last))
          last = Int(document)
        }
      }
    }
    return sum
  }

  /// Documents of topics that each have words of their own, the topics at random.
  private func shuffledTopics(_ count: Int, using generator: inout SeededGenerator) -> [Document] {
    (0..<count).map { number in
      let topic = generator.number(0...19)
      let words = (0..<25).map { _ in
        generator.chance(0.7) ? "t\(topic)w\(generator.number(0...14))" : "w\(generator.number(0...40))"
      }
      return Document(id: "d\(number)", body: words.joined(separator: " "))
    }
  }

  @Test(arguments: Seeds.all, [false, true])
  func aCompactedIndexAnswersLikeAFreshOneOfTheLiveDocuments(seed: UInt64, reorder: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 900, vocabularySize: 250)
    let documents = corpus.makeDocuments(using: &generator)
    let cuts = [generator.number(1...400), generator.number(401...800)]
    let commits = [documents[..<cuts[0]], documents[cuts[0]..<cuts[1]], documents[cuts[1]...]].map(Array.init)
    let deleted = Set(documents.map(\.id).filter { _ in generator.chance(0.2) })
    try write(commits, deleting: deleted.sorted(), to: path("index"))
    #expect(try IndexReader(path: path("index")).statistics().segments > 1, "seed \(seed)")
    #expect(try compact(path("index"), reorder: reorder))
    let live = documents.filter { !deleted.contains($0.id) }
    try write([live], to: path("fresh"))

    let reader = try IndexReader(path: path("index"))
    let fresh = try IndexReader(path: path("fresh"))
    let (statistics, expected) = (try reader.statistics(), try fresh.statistics())
    #expect(statistics.segments == 1 && statistics.deletedDocuments == 0, "seed \(seed)")
    #expect(statistics.documents == live.count && statistics.threads == expected.threads, "seed \(seed)")
    #expect(statistics.terms == expected.terms && statistics.textBytes == expected.textBytes, "seed \(seed)")
    #expect(statistics.kinds.elementsEqual(expected.kinds, by: ==), "seed \(seed)")
    for document in documents {
      #expect(
        try reader.document(id: document.id)?.document == (deleted.contains(document.id) ? nil : document),
        "seed \(seed), \(document.id)")
    }
    let queries = RandomQuery(corpus: corpus, documents: documents)
    for round in 0..<40 {
      let query = queries.next(using: &generator)
      try compare(reader, fresh, query, limit: live.count, "seed \(seed), round \(round), \(query)")
    }
  }

  /// That both find the same documents with the same scores, and the first finds them in the same
  /// order whether it prunes or not.
  private func compare(
    _ reader: IndexReader, _ fresh: IndexReader, _ query: Query, limit: Int, _ context: Comment
  ) throws {
    var options = SearchOptions()
    options.makesSnippets = false
    options.limit = limit
    let found = try reader.search(query, options: options)
    let expected = try fresh.search(query, options: options)
    #expect(found.total == expected.total && found.hits.count == expected.hits.count, context)
    let scores = Dictionary(uniqueKeysWithValues: expected.hits.map { ($0.document.id, $0) })
    for hit in found.hits {
      guard let other = scores[hit.document.id] else { return #expect(Bool(false), context) }
      #expect(abs(hit.score - other.score) <= 1e-6 * max(1, other.score), context)
      #expect(hit.thread == other.thread, context)
    }
    options.limit = 10
    let pruned = try reader.search(query, options: options)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == pruned, context)
  }

  @Test(arguments: Seeds.all) func threadsStayTogetherWithTheReviewFirst(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = RandomCorpus(documentCount: 1_500, vocabularySize: 300).makeDocuments(using: &generator)
    // Every other document in a later commit, so that threads begin scattered.
    let halves = [0, 1].map { half in documents.enumerated().filter { $0.offset % 2 == half }.map(\.element) }
    try write(halves.reversed(), to: path("index"))
    #expect(try compact(path("index"), reorder: true))
    let order = try order(path("index"))
    #expect(Set(order.map(\.id)) == Set(documents.map(\.id)), "seed \(seed)")
    var seen: Set<String> = []
    var previous: String?
    for (id, thread) in order where thread != previous {
      #expect(seen.insert(thread).inserted, "seed \(seed): thread \(thread) is in two pieces")
      #expect(id == thread, "seed \(seed): thread \(thread) begins with \(id)")
      previous = thread
    }
  }

  @Test(arguments: Seeds.all) func reorderingBringsTopicsTogether(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try write([shuffledTopics(3_000, using: &generator)], to: path("index"))
    let before = try logGaps(path("index"))
    #expect(try compact(path("index"), reorder: true), "seed \(seed)")
    #expect(try logGaps(path("index")) < 0.75 * before, "seed \(seed)")
  }

  @Test func reorderingTwiceFromTheSameIndexGivesTheSameOrder() throws {
    var generator = SeededGenerator(seed: 1)
    let documents = shuffledTopics(1_000, using: &generator)
    for name in ["a", "b"] {
      try write([documents], to: path(name))
      try compact(path(name), reorder: true)
    }
    #expect(try order(path("a")).map(\.id) == order(path("b")).map(\.id))
    #expect(try order(path("a")).map(\.id) != documents.map(\.id))
  }

  @Test func whatIsCompactIsLeftAlone() throws {
    try write([], to: path("index"))
    #expect(try !compact(path("index"), reorder: true))
    try write([[Document(id: "a", body: "film"), Document(id: "b", body: "film")]], to: path("index"))
    let generation = try IndexReader(path: path("index")).statistics().generation
    #expect(try !compact(path("index"), reorder: false))
    #expect(try IndexReader(path: path("index")).statistics().generation == generation)
    #expect(try compact(path("index"), reorder: true))
  }

  @Test func ofAnIndexWithNothingLeftNoSegmentIsLeft() throws {
    try write([[Document(id: "a", body: "x"), Document(id: "b", body: "x")]], to: path("index"))
    try write([[Document(id: "c", body: "x")]], deleting: ["a"], to: path("index"))
    let writer = try IndexWriter(path: path("index"))
    defer { writer.close() }
    #expect(try writer.delete(id: "b"))
    #expect(try writer.delete(id: "c"))
    // The commit within.
    _ = try writer.compact(reorder: true)
    let statistics = try IndexReader(path: path("index")).statistics()
    #expect(
      statistics.documents == 0 && statistics.segments == 0
        && statistics.partBytes.allSatisfy { $0.bytes == 0 })
  }
}
