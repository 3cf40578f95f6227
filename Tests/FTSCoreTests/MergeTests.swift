import FTSDocument
import FTSQuery
import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

@Suite struct MergeTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func path(_ name: String) -> String { directory.file(name) }

  private func write(_ commits: [[Document]], deleting ids: [String] = [], to path: String) throws {
    let writer = try IndexWriter(path: path, analyzer: "simple")
    defer { writer.close() }
    for documents in commits {
      for document in documents { try writer.add(document) }
      try writer.commit()
      try writer.merge()
    }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
    try writer.merge()
  }

  /// The ids of a segment's documents in order.
  private func order(_ path: String) throws -> [[String]] {
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    return try snapshot.segments.map { segment in
      try (0..<DocID(segment.info.documents)).map { try stored.document($0, in: segment.index).document.id }
    }
  }

  @Test(arguments: Seeds.all) func manyCommitsAnswerLikeOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 400, vocabularySize: 200)
    let documents = corpus.makeDocuments(using: &generator)
    var commits: [[Document]] = []
    var rest = documents[...]
    while !rest.isEmpty {
      let count = generator.number(1...25)
      commits.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    try write(commits, to: path("many"))
    try write([documents], to: path("one"))
    let many = try IndexReader(path: path("many"))
    let one = try IndexReader(path: path("one"))
    #expect(commits.count > 8)
    #expect(try many.statistics().segments <= 15)
    #expect(try many.statistics().documents == documents.count)
    #expect(try many.statistics().kinds.elementsEqual(one.statistics().kinds, by: ==))
    #expect(try many.statistics().threads == one.statistics().threads)
    #expect(try many.statistics().textBytes == one.statistics().textBytes)
    let queries = RandomQuery(corpus: corpus, documents: documents)
    var options = SearchOptions()
    options.limit = documents.count
    options.makesSnippets = false
    for round in 0..<25 {
      let query = queries.next(using: &generator)
      let a = try many.search(query, options: options)
      let b = try one.search(query, options: options)
      let context: Comment = "seed \(seed), round \(round), \(query)"
      #expect(a.total == b.total, context)
      let expected = Dictionary(uniqueKeysWithValues: b.hits.map { ($0.document.id, $0) })
      for hit in a.hits {
        guard let other = expected[hit.document.id] else { return #expect(Bool(false), context) }
        #expect(abs(hit.score - other.score) <= 1e-6 * max(1, other.score), context)
        #expect(hit.thread == other.thread && hit.threadTitle == other.threadTitle, context)
      }
      options.isExhaustive.toggle()
      #expect(try many.search(query, options: options) == a, context)
      options.isExhaustive.toggle()
    }
  }

  @Test func aMergeBringsAThreadTogether() throws {
    var commits = [[Document(id: "r1", body: "one"), Document(id: "r2", body: "two")]]
    for number in 0..<3 {
      commits.append([
        Document(id: "c1\(number)", kind: .comment, parent: number == 0 ? "r1" : "c1\(number - 1)")
      ])
      commits.append([Document(id: "c2\(number)", kind: .comment, parent: "r2")])
    }
    // A comment whose review comes last, with the eighth commit, which merges.
    commits.insert([Document(id: "c3", kind: .comment, parent: "r3")], at: 0)
    commits[7].append(Document(id: "r3", body: "three"))
    try write(commits, to: path("index"))
    #expect(
      try order(path("index")) == [["r3", "c3", "r1", "c10", "c11", "c12", "r2", "c20", "c21", "c22"]])
    let reader = try IndexReader(path: path("index"))
    #expect(try reader.statistics().threads == 3)
    #expect(try reader.document(id: "c12")?.thread == "r1")
  }

  @Test(arguments: Seeds.all) func aMergedSegmentGetsADictionaryAndKeepsItsDocuments(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 80, vocabularySize: 2_000)
    let words = corpus.makeDocuments(using: &generator).map(\.body)
    let commits = (0..<8).map { commit in
      (0..<30).map { number in
        var body = ""
        while body.utf8.count < 1_500 { body += words[generator.number(0...words.count - 1)] + ". " }
        return Document(id: "d\(commit)-\(number)", title: "a title", body: body)
      }
    }
    let hasDictionary: () throws -> [Bool] = {
      let store = try IndexStore.open(path("index"))
      return try store.snapshot().manifest.segments.map { info in
        try store.environment.read { (transaction) throws(LMDBError) in
          let key = TableKey.numbered(info.number, DocumentsWriter.dictionaryBlob)
          // SAFETY: nothing is read from the value.
          return unsafe try transaction.get(key, in: store.tables.documents) != nil
        }
      }
    }
    try write(Array(commits.prefix(7)), to: path("index"))
    #expect(try hasDictionary() == [Bool](repeating: false, count: 7), "seed \(seed)")
    try write([commits[7]], to: path("index"))
    #expect(try hasDictionary() == [true], "seed \(seed)")
    let reader = try IndexReader(path: path("index"))
    for document in commits.joined() {
      #expect(try reader.document(id: document.id)?.document == document, "seed \(seed)")
    }
  }

  @Test func aMergeDropsDeletedDocuments() throws {
    let documents = (0..<10).map { Document(id: "d\($0)", title: "t\($0)", body: "film w\($0) two words") }
    try write([documents], deleting: (0..<6).map { "d\($0)" }, to: path("index"))
    let reader = try IndexReader(path: path("index"))
    let statistics = try reader.statistics()
    #expect(statistics.documents == 4 && statistics.deletedDocuments == 0 && statistics.segments == 1)
    #expect(try order(path("index")) == [["d6", "d7", "d8", "d9"]])
    #expect(statistics.textBytes == documents.suffix(4).reduce(0) { $0 + $1.textBytes })
    // film, two, words, and of each document its own word of body and title
    #expect(statistics.terms == 3 + 4 + 4)
    #expect(try reader.search(try QueryParser.parse("w3")).total == 0)
    #expect(try reader.search(try QueryParser.parse("\"w8 two words\"")).hits.map(\.document.id) == ["d8"])
  }

  @Test func fewDeletionsAreKeptUntilAMerge() throws {
    let documents = (0..<10).map { Document(id: "d\($0)", body: "film") }
    try write([documents], deleting: ["d1", "d2"], to: path("index"))
    let statistics = try IndexReader(path: path("index")).statistics()
    #expect(statistics.documents == 8 && statistics.deletedDocuments == 2)
  }

  @Test func policyMergesEightOfASizeAndRewritesWhatIsMostlyDeleted() {
    func segment(_ number: UInt32, _ bytes: Int = 1_000, deleted: Int = 0) -> SegmentInfo {
      var info = SegmentInfo(
        number: number, documents: 10, totalLength: 1, boundsAverageLength: 1, textBytes: bytes, terms: 1)
      info.deleted = deleted
      return info
    }
    func select(
      _ segments: [SegmentInfo], busy: Set<UInt32> = [], allowance: Int = .max
    ) -> [UInt32] {
      MergePolicy.select(segments, busy: busy, allowance: allowance).map(\.number)
    }
    #expect(select([]) == [])
    let small = (0..<7).map { segment($0) }
    #expect(select(small) == [])
    #expect(select(small + [segment(7, 1 << 30)]) == [])
    let due = small + [segment(7, 1 << 30), segment(8, 1 << 20)]
    #expect(select(due) == [0, 1, 2, 3, 4, 5, 6, 8])
    #expect(select(due, busy: [3]) == [])
    #expect(select(due, allowance: 1 << 20) == [])
    #expect(select(due, allowance: 2 << 20) == [0, 1, 2, 3, 4, 5, 6, 8])
    #expect(select([segment(0), segment(1, deleted: 6)]) == [1])
    #expect(select([segment(0), segment(1, deleted: 5)]) == [])
    #expect(select([segment(0), segment(1, deleted: 6)], busy: [1]) == [])
    #expect(select([segment(0), segment(1, deleted: 6)], allowance: 999) == [])
  }

  @Test func policyMergesTheSmallestHalfWhereThereAreTooMany() {
    // Eight tiers of eight, none of which may be merged for what it costs.
    let segments = (0..<MergePolicy.ceiling).map { number in
      SegmentInfo(
        number: UInt32(number), documents: 10, totalLength: 1, boundsAverageLength: 1,
        textBytes: (1 << 20) << (3 * (number % 8)), terms: 1)
    }
    let selected = MergePolicy.select(segments, allowance: 0)
    #expect(selected.map(\.number) == (0..<64).filter { $0 % 8 < 4 })
    #expect(MergePolicy.select(Array(segments.dropLast()), allowance: 0).isEmpty)
  }

  @Test func aMergeThatIsNotPaidForIsLeftForLater() throws {
    // Eight segments of a tier, whose merge costs more than what a small commit may.
    let body = String(repeating: ".", count: 5 << 19)
    do {
      let writer = try IndexWriter(path: path("index"), analyzer: "simple")
      defer { writer.close() }
      for number in 0..<8 {
        try writer.add(Document(id: "d\(number)", body: body))
        try writer.commit()
      }
    }
    let reader = try IndexReader(path: path("index"))
    #expect(try reader.statistics().segments == 8)
    try write([[Document(id: "small", body: "film")]], to: path("index"))
    #expect(try reader.statistics().segments == 9)
    // One that writes as much pays for it.
    try write([[Document(id: "large", body: body)]], to: path("index"))
    #expect(try reader.statistics().segments == 2)
  }

  @Test func mergedTextIsCountedExactly() throws {
    // Lengths that one byte cannot hold, so that the mean must come from somewhere else.
    let documents = (0..<9).map { number in
      Document(
        id: "d\(number)", title: "a title",
        body: Array(repeating: "word", count: 1_001 + number).joined(separator: " "))
    }
    try write(documents.map { [$0] }, to: path("many"))
    try write([documents], to: path("one"))
    let many = try IndexStore.open(path("many")).snapshot().manifest
    let one = try IndexStore.open(path("one")).snapshot().manifest
    #expect(
      many.segments.count < 9 && many.totalLength == one.totalLength
        && many.averageLength == one.averageLength)
  }
}
