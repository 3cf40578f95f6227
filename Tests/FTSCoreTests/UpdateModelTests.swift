import FTSDocument
import FTSQuery
import FTSTestSupport
import FoundationEssentials
import Testing

@testable import FTSCore

/// Any order of additions, updates, deletions, merges that go on meanwhile, and reopenings against a dictionary of what
/// should be there, and the answers against the oracle.
@Suite struct UpdateModelTests {
  /// Changes of documents, steps of merges, openings and queries, of all seeds together; FTSD_MODEL_OPERATIONS for more.
  private static let operations =
    ProcessInfo.processInfo.environment["FTSD_MODEL_OPERATIONS"].flatMap { Int($0) } ?? 6_000

  @Test(arguments: Seeds.all) func whateverHappensTheIndexHoldsWhatWasSaidLast(seed: UInt64) throws {
    var model = try UpdateModel(seed: seed)
    var round = 0
    while model.operations < Self.operations / Seeds.all.count || model.published <= 2 {
      try model.act()
      round += 1
      if round % 10 == 0 { try model.check("seed \(seed), round \(round)") }
    }
    try model.finish("seed \(seed)")
    #expect(model.deletedMeanwhile > 0, "seed \(seed)")
  }
}

/// An index, what it should hold, and the merges that are under way.
private struct UpdateModel {
  private let directory: TemporaryDirectory
  private let path: String
  private let corpus: RandomCorpus
  private let documents: [Document]
  private let queries: RandomQuery
  private var generator: SeededGenerator
  private var expected: [String: Document] = [:]
  private var running: [SteppedMerge] = []
  /// Of whatever kind.
  private(set) var operations = 0
  private(set) var published = 0
  /// Documents that were deleted of a segment while that was being merged.
  private(set) var deletedMeanwhile = 0

  init(seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    directory = try TemporaryDirectory()
    path = directory.file("index")
    corpus = RandomCorpus(documentCount: 300, vocabularySize: 150)
    documents = corpus.makeDocuments(using: &generator)
    queries = RandomQuery(corpus: corpus, documents: documents)
    _ = try IndexWriter(path: path, analyzer: "simple")
  }

  private mutating func makeWriter() throws -> IndexWriter {
    operations += 1
    var options = IndexWriter.Options()
    options.workers = 1
    return try IndexWriter(path: path, options: options)
  }

  mutating func act() throws {
    switch generator.number(0...10) {
    case 0...3: try write()
    case 4...5: try begin()
    case 6...7:
      let merge = running.randomElement(using: &generator)
      for _ in 0..<generator.number(1...20) {
        merge?.step()
        operations += 1
      }
    case 8...9: try publish()
    default:
      // A writer that opens may remove what nobody merges any more.
      if generator.chance(0.15) { drop() }
      if running.isEmpty, generator.chance(0.3) {
        let writer = try makeWriter()
        if generator.chance(0.5) { try writer.merge() } else { _ = try writer.compact() }
      }
    }
  }

  private mutating func write() throws {
    let writer = try makeWriter()
    defer { writer.close() }
    var updates: [DocumentUpdate] = []
    var wanted: [DocumentUpdate.Outcome] = []
    for _ in 0..<generator.number(1...30) {
      var document = documents[generator.number(0...documents.count - 1)]
      let isThere = expected[document.id] != nil
      if generator.chance(0.4) {
        updates.append(.delete(id: document.id))
        wanted.append(isThere ? .deleted : .notFound)
        expected[document.id] = nil
      } else {
        document.body += " " + RandomCorpus.word(rank: generator.number(0...149))
        updates.append(.put(document))
        wanted.append(isThere ? .updated : .created)
        expected[document.id] = document
      }
    }
    operations += updates.count
    #expect(try writer.apply([.updates(updates)]) == [wanted])
  }

  private mutating func begin() throws {
    let writer = try makeWriter()
    defer { writer.close() }
    let busy = Set(running.flatMap { $0.merge?.segments.map(\.number) ?? [] })
    let selected = writer.manifest.segments.filter { !busy.contains($0.number) && generator.chance(0.5) }
    guard !selected.isEmpty, running.count < 3 else { return }
    // One right to merge for all that are under way.
    var lock = running.lazy.compactMap { $0.merge?.lock }.first
    if lock == nil { lock = try writer.store.mergeLock() }
    let merge = writer.makeMerge(of: selected, try #require(lock))
    try writer.publish(WriteBatch(writer.store.environment, path: path))
    running.append(SteppedMerge(merge, transactionLimit: generator.number(0...20_000)))
  }

  private mutating func publish() throws {
    guard let place = running.firstIndex(where: { $0.result != nil }) else { return }
    let ended = running.remove(at: place)
    let merged = try #require(try ended.result?.get())
    // Its thread may hold it for a moment longer.
    ended.forget()
    let writer = try makeWriter()
    try writer.publish(merged)
    published += 1
    deletedMeanwhile += writer.manifest.segments.first { $0.number == merged.info.number }?.deleted ?? 0
    if generator.chance(0.8) { try merged.merge.removeOld() }
  }

  /// Ends all that goes on, as a process does that ends.
  private mutating func drop() {
    for merge in running {
      if merge.result == nil { merge.abandon() }
      merge.forget()
    }
    running = []
  }

  mutating func finish(_ context: Comment) throws {
    while let merge = running.first {
      while merge.result == nil { merge.step() }
      try publish()
    }
    try check(context)
    _ = try makeWriter()
    let store = try IndexStore.open(path)
    let known = Set(try store.snapshot().manifest.segments.map(\.number))
    #expect(try store.segmentsOnDisk().allSatisfy(known.contains), context)
  }

  /// Compares documents and answers.
  mutating func check(_ context: Comment) throws {
    operations += 1
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    var model: [IndexedDocument] = []
    var live: [String: Document] = [:]
    for segment in snapshot.segments {
      for number in 0..<DocID(segment.info.documents) {
        let (document, thread) = try stored.document(number, in: segment.index)
        var indexed = IndexedDocument(document, isDeleted: !segment.isLive(number))
        indexed.thread = thread
        model.append(indexed)
        guard segment.isLive(number) else { continue }
        #expect(live.updateValue(document, forKey: document.id) == nil, context)
        #expect(try snapshot.find(document.id)?.document == number, context)
      }
    }
    #expect(live == expected, context)
    let reader = try IndexReader(path: path)
    let oracle = Oracle(documents: model)
    var options = SearchOptions()
    options.makesSnippets = false
    for _ in 0..<8 {
      let query = queries.next(using: &generator)
      options.limit = generator.number(1...20)
      options.isExhaustive = false
      let results = try reader.search(query, options: options)
      let answer = oracle.search(query)
      #expect(results.total == answer.total, context)
      let problem = answer.disagreement(
        with: results.hits.map { ($0.document.id, $0.score) }, limit: options.limit)
      #expect(problem == nil, context)
      options.isExhaustive = true
      #expect(try reader.search(query, options: options) == results, context)
      operations += 2
    }
  }
}
