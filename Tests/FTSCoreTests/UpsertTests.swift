import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct UpsertTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  @discardableResult
  private func write(_ documents: [Document], deleting ids: [String] = []) throws -> WriteSummary {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    for document in documents { try writer.add(document) }
    for id in ids { _ = try writer.delete(id: id) }
    try writer.commit()
    return writer.summary
  }

  private func ids(_ query: String) throws -> [String] {
    try IndexReader(path: path).search(try QueryParser.parse(query)).hits.map(\.document.id).sorted()
  }

  private static let thread = [
    Document(id: "r1", title: "A film", body: "about dogs"),
    Document(id: "c1", kind: .comment, parent: "r1", body: "I like dogs"),
    Document(id: "c2", kind: .comment, parent: "c1", body: "and cats"),
  ]

  @Test func aDocumentIndexedAgainTakesThePlaceOfTheOldOne() throws {
    #expect(try write(Self.thread).updated == 0)
    var changed = Self.thread[1]
    changed.body = "I prefer horses"
    #expect(try write([changed]).updated == 1)
    #expect(try ids("dogs") == ["r1"])
    #expect(try ids("horses") == ["c1"])
    let found = try #require(try IndexReader(path: path).document(id: "c1"))
    #expect(found.document == changed && found.thread == "r1")
  }

  @Test(
    "What answers a document that is deleted in the same commit is in the thread of its id, as if it had never been there"
  )
  func nothingAnswersADocumentThatIsDeletedMeanwhile() throws {
    try write(Self.thread)
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    try writer.add(Document(id: "other", body: "waits to be written"))
    #expect(
      try writer.apply([.put(Self.thread[2]), .delete(id: "c1"), .delete(id: "other")]) == [
        .updated, .deleted, .deleted,
      ])
    try writer.commit()
    let reader = try IndexReader(path: path)
    #expect(try reader.document(id: "c2")?.thread == "c1")
    #expect(try reader.document(id: "other") == nil)
  }

  @Test func theSameSourceTwiceDuplicatesNothing() throws {
    try write(Self.thread)
    let before = try ids("dogs cats film")
    let summary = try write(Self.thread)
    #expect(summary.updated == 3 && summary.documents == 3)
    #expect(try ids("dogs cats film") == before)
    let reader = try IndexReader(path: path)
    #expect(try reader.statistics().documents == 3)
    #expect(try reader.statistics().threads == 1)
    #expect(try reader.search(try QueryParser.parse("dogs")).total == 2)
    for document in Self.thread { #expect(try reader.document(id: document.id)?.document == document) }
  }

  @Test func twiceInOneRunTheLaterCounts() throws {
    var changed = Self.thread[0]
    changed.body = "about horses"
    #expect(try write(Self.thread + [changed]).updated == 1)
    #expect(try ids("horses") == ["r1"])
    #expect(try IndexReader(path: path).statistics().documents == 3)
  }

  @Test func aDeletedDocumentIsGone() throws {
    try write(Self.thread + (0..<5).map { Document(id: "other\($0)", body: "dogs") })
    #expect(try write([], deleting: ["c1", "c1", "nobody"]).deleted == 1)
    let reader = try IndexReader(path: path)
    #expect(try reader.document(id: "c1") == nil)
    #expect(try reader.search(try QueryParser.parse("like")).total == 0)
    #expect(try !ids("dogs").contains("c1"))
    #expect(try reader.statistics().documents == 7)
  }

  @Test func aDocumentAddedAndDeletedInOneRunIsNotThere() throws {
    let summary = try write(Self.thread, deleting: ["c2"])
    #expect(summary.deleted == 1)
    #expect(try ids("cats") == [])
    #expect(try ids("dogs") == ["c1", "r1"])
  }

  @Test func aDeletedDocumentCanComeBack() throws {
    try write(Self.thread)
    try write([], deleting: ["c1"])
    #expect(try write([Self.thread[1]]).updated == 0)
    #expect(try ids("like") == ["c1"])
  }

  @Test func deletingEverythingLeavesAnIndexThatWorks() throws {
    try write(Self.thread)
    try write([], deleting: Self.thread.map(\.id))
    let reader = try IndexReader(path: path)
    let statistics = try reader.statistics()
    #expect(statistics.documents == 0 && statistics.segments == 0 && statistics.deletedDocuments == 0)
    #expect(try reader.search(try QueryParser.parse("dogs")).total == 0)
    #expect(try reader.search(try QueryParser.parse("-dogs")).hits.isEmpty)
    try write(Self.thread)
    #expect(try ids("dogs") == ["c1", "r1"])
  }

  @Test func theSummaryCountsWhatWasAdded() throws {
    let summary = try write(
      Self.thread + [Document(id: "n", kind: Kind(rawValue: "note"), author: "Ana", body: "é")])
    #expect(summary.documents == 4 && summary.reviews == 1 && summary.comments == 2 && summary.others == 1)
    #expect(summary.threads == 2 && summary.updated == 0 && summary.deleted == 0)
    #expect(summary.textBytes == (Self.thread.reduce(0) { $0 + $1.textBytes }) + 5)
  }

  @Test(arguments: Seeds.all) func anyOrderOfChangesLeavesWhatWasSaidLast(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var expected: [String: Document] = [:]
    for _ in 0..<6 {
      var options = IndexWriter.Options()
      options.workers = generator.number(1...3)
      let writer = try IndexWriter(path: path, analyzer: "simple", options: options)
      defer { writer.close() }
      for _ in 0..<generator.number(1...60) {
        let id = "d\(generator.number(0...40))"
        if generator.chance(0.1) {
          #expect(try writer.delete(id: id) == (expected.removeValue(forKey: id) != nil), "seed \(seed)")
        } else {
          let document = Document(
            id: id, body: "word\(generator.number(0...5)) w\(generator.number(0...1_000))")
          try writer.add(document)
          expected[id] = document
        }
      }
      try writer.commit()
      let reader = try IndexReader(path: path)
      for number in 0...40 {
        #expect(try reader.document(id: "d\(number)")?.document == expected["d\(number)"], "seed \(seed)")
      }
      for word in 0...5 {
        let total = try reader.search(try QueryParser.parse("word\(word)")).total
        #expect(total == expected.values.count { $0.body.hasPrefix("word\(word) ") }, "seed \(seed)")
      }
    }
  }
}
