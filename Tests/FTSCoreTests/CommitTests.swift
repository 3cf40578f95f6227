import FTSDocument
import FTSQuery
import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

@Suite struct CommitTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  private func total(_ reader: IndexReader, _ query: String = "film") throws -> Int? {
    try reader.search(try QueryParser.parse(query)).total
  }

  /// Entries in all tables of segments.
  private func entries(_ store: IndexStore) throws -> Int {
    try store.environment.read { (transaction) throws(LMDBError) in
      var sum = 0
      for table in store.tables.ofSegments { sum += try transaction.count(table) }
      return sum
    }
  }

  @Test func nothingIsSeenBeforeACommitAndEverythingAfter() throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    try writer.add(Document(id: "a", body: "a film"))
    try writer.commit()
    let reader = try IndexReader(path: path)
    #expect(try total(reader) == 1)
    for number in 0..<50 { try writer.add(Document(id: "b\(number)", body: "another film")) }
    #expect(try writer.delete(id: "a"))
    #expect(try total(reader) == 1)
    #expect(try reader.document(id: "a") != nil && reader.document(id: "b1") == nil)
    let generation = try reader.statistics().generation
    try writer.commit()
    #expect(try total(reader) == 50)
    #expect(try reader.document(id: "a") == nil && reader.document(id: "b1") != nil)
    #expect(try reader.statistics().generation > generation)
  }

  @Test func aCommitOfNothingChangesNothing() throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    try writer.add(Document(id: "a", body: "film"))
    try writer.commit()
    let reader = try IndexReader(path: path)
    let before = try reader.statistics()
    try writer.commit()
    #expect(try reader.statistics() == before)
  }

  @Test func anAbandonedWriterLeavesNothing() throws {
    try IndexWriter.write([Document(id: "a", body: "film")], to: path)
    let store = try IndexStore.open(path)
    let committed = try entries(store)
    do {
      let writer = try IndexWriter(path: path)
      for number in 0..<100 { try writer.add(Document(id: "b\(number)", body: "film \(number)")) }
      // Deleting writes what was added before, uncommitted.
      #expect(try writer.delete(id: "b7"))
      writer.close()
    }
    #expect(try entries(store) > committed)
    let reader = try IndexReader(path: path)
    #expect(try total(reader) == 1)
    #expect(try reader.document(id: "b1") == nil)
    do {
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      #expect(try entries(store) == committed)
      try writer.add(Document(id: "c", body: "film"))
      try writer.commit()
    }
    #expect(try total(reader) == 2)
  }

  /// The remains have more terms than the segment that gets their number, and other ones first.
  @Test func whatAnAbandonedWriterLeavesBesideAMergeIsNoPartOfTheNextSegment() throws {
    do {
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      try writer.add(Document(id: "a", body: "film"))
      try writer.commit()
    }
    let merging = try IndexStore.open(path).mergeLock()
    defer { withExtendedLifetime(merging) {} }
    do {
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      for number in 0..<20_000 { try writer.add(Document(id: "b\(number)", body: "word\(number)")) }
      try writer.flush()
    }
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    try writer.add(Document(id: "c", body: "film zeitgeist"))
    try writer.commit()
    let reader = try IndexReader(path: path)
    #expect(try total(reader) == 2 && total(reader, "zeitgeist") == 1 && total(reader, "word7") == 0)
    #expect(try IndexCheck(path: path).run().findings == [])
  }

  @Test func onlyOneWriterAtATime() throws {
    let writer = try IndexWriter(path: path)
    #expect(throws: IndexError.self) { try IndexWriter(path: path) }
    do {
      _ = try IndexWriter(path: path)
    } catch .locked {
    } catch { Issue.record("\(error)") }
    try writer.add(Document(id: "a", body: "film"))
    try writer.commit()
    #expect(try total(try IndexReader(path: path)) == 1)
  }

  @Test func creatingAnIndexWhereThereIsOneKeepsIt() throws {
    try IndexWriter.write([Document(id: "a", body: "film")], to: path, analyzer: "simple")
    // As a process does that found none just before another created and filled it.
    let store = try IndexStore.create(path, IndexSettings())
    #expect(store.settings.analyzer == "simple")
    #expect(try total(try IndexReader(path: path)) == 1)
  }

  @Test func whatReplacesAppearsTogether() throws {
    let store = try IndexStore.create(path, IndexSettings())
    let batch = WriteBatch(store.environment, path: path)
    // More than one transaction holds.
    let half = [UInt8](repeating: 7, count: 13 << 20)
    for number in 0..<2 {
      try batch.append(half, key: TableKey.numbered(1, number), to: store.tables.documents)
    }
    for number in 0..<3 {
      batch.replace([1], key: TableKey.numbered(1, number), in: store.tables.deletions)
      batch.replace(half, key: TableKey.numbered(2, number), in: store.tables.deletions)
    }
    #expect(
      try store.environment.read { (transaction) throws(LMDBError) in
        try transaction.count(store.tables.deletions)
      } == 0)
    try batch.commit()
    #expect(
      try store.environment.read { (transaction) throws(LMDBError) in
        try transaction.count(store.tables.deletions)
      } == 6)
  }

  @Test func everyAnswerIsOfOneCommit() async throws {
    let path = path
    try IndexWriter.write([Document(id: "d0", body: "film w0")], to: path, analyzer: "simple")
    let reader = try IndexReader(path: path)
    let first = try reader.statistics().generation
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          var last = 0
          while last < 13, !Task.isCancelled {
            let results = try reader.search(try QueryParser.parse("film"), options: SearchOptions())
            let total = try #require(results.total)
            #expect(results.hits.count == min(10, total))
            #expect(Set(results.hits.map(\.document.body)).count <= 1)
            // Every commit but those of merges adds a document and rewrites all others.
            #expect(results.generation >= first && total >= last)
            last = total
            await Task.yield()
          }
        }
      }
      group.addTask {
        let writer = try IndexWriter(path: path)
        defer { writer.close() }
        for round in 1...12 {
          for number in 0...round { try writer.add(Document(id: "d\(number)", body: "film w\(round)")) }
          try writer.commit()
        }
      }
      for try await _ in group {}
    }
  }
}
