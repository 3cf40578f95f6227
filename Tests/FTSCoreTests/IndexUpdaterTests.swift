import Dispatch
import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Synchronization
import Testing

@Suite struct IndexUpdaterTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
    try IndexWriter(path: path, analyzer: "simple").close()
  }

  private func total(_ query: String = "film") throws -> Int? {
    try IndexReader(path: path).search(try QueryParser.parse(query)).total
  }

  /// Another writer, once the updater has had its first look at the index.
  private func holder() throws -> IndexWriter {
    var options = IndexWriter.Options()
    options.wait = .seconds(1_000)
    return try IndexWriter(path: path, options: options)
  }

  private func statistics() throws -> IndexStatistics { try IndexReader(path: path).statistics() }

  private static func film(_ number: Int) -> DocumentUpdate {
    .put(Document(id: "d\(number)", body: "film w\(number)"))
  }

  @Test func everyChangeIsToldWhatBecameOfIt() async throws {
    let updater = IndexUpdater(path: path)
    defer { updater.close() }
    let tooLong = Document(id: String(repeating: "x", count: IndexWriter.maximumIDBytes + 1))
    let outcomes = try await updater.submit([
      .put(Document(id: "a", body: "film")), .put(tooLong), .put(Document(id: "a", body: "book")),
      .delete(id: "b"), .put(Document(id: "c", body: "film")), .delete(id: "c"), .delete(id: "c"),
      .put(Document(id: "d", body: "film")),
    ])
    #expect(outcomes.count == 8)
    guard case .refused(.invalidDocument) = outcomes[1] else { return #expect(Bool(false), "\(outcomes)") }
    #expect(
      outcomes.enumerated().filter { $0.offset != 1 }.map(\.element) == [
        .created, .updated, .notFound, .created, .deleted, .notFound, .created,
      ])
    #expect(try total() == 1 && total("book") == 1)
    #expect(try await updater.submit([.delete(id: "a"), .put(Document(id: "d"))]) == [.deleted, .updated])
    #expect(try total() == 0 && total("book") == 0)
  }

  @Test func aQueryDeletesWhatCameBeforeIt() async throws {
    let updater = IndexUpdater(path: path)
    defer { updater.close() }
    _ = try await updater.submit((0..<10).map(Self.film))
    let deleted = try await updater.delete(matching: try QueryParser.parse("w1 OR w2 OR nowhere"))
    #expect(deleted == [.deleted, .deleted])
    #expect(try total() == 8 && total("w1") == 0)
    #expect(try await updater.delete(matching: try QueryParser.parse("nowhere")) == [])
  }

  @Test func whatComesWhileOthersAreWrittenIsOneCommit() async throws {
    var options = IndexUpdater.Options()
    options.wait = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    let before = try statistics().generation
    let holder = try holder()
    try await withThrowingTaskGroup(of: [DocumentUpdate.Outcome].self) { group in
      for number in 0..<50 { group.addTask { try await updater.submit([Self.film(number)]) } }
      while updater.acceptedChanges < 50 { try await Task.sleep(for: .milliseconds(1)) }
      holder.close()
      for try await outcomes in group { #expect(outcomes == [.created]) }
    }
    #expect(try total() == 50)
    // The first ones, which were taken while the others came, and the others.
    #expect(try statistics().generation <= before + 2)
  }

  @Test func anotherWriterIsWaitedForAndThenReported() async throws {
    var options = IndexUpdater.Options()
    options.wait = .milliseconds(20)
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    let holder = try holder()
    await #expect(throws: IndexError.locked(path: path)) { try await updater.submit([Self.film(0)]) }
    holder.close()
    #expect(try await updater.submit([Self.film(0)]) == [.created])
    #expect(try total() == 1)
  }

  @Test func aFullQueueRefusesMore() async throws {
    var options = IndexUpdater.Options()
    options.queueBytes = 2_000
    options.wait = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    let holder = try holder()
    let (answers, continuation) = AsyncStream<Bool>.makeStream()
    var taken = 0
    #expect(throws: IndexError.overloaded) {
      while taken < 100 {
        try updater.submit([Self.film(taken)]) { continuation.yield((try? $0.get()) != nil) }
        taken += 1
      }
    }
    #expect(taken >= 4 && taken < 100)
    holder.close()
    var answered = 0
    for await isWritten in answers {
      #expect(isWritten)
      answered += 1
      if answered == taken { break }
    }
    #expect(try total() == taken)
    #expect(try await updater.submit([Self.film(200)]) == [.created])
  }

  @Test func deferredChangesAreAcknowledgedAtOnceAndWrittenLater() async throws {
    var options = IndexUpdater.Options()
    options.deferral = .milliseconds(50)
    options.wait = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    let holder = try holder()
    #expect(try await updater.submit([Self.film(0)], durability: .deferred) == [.accepted])
    #expect(try total() == 0)
    holder.close()
    while try total() == 0 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try total() == 1)
  }

  @Test func aSyncedChangeBringsTheDeferredOnesBeforeItAlong() async throws {
    var options = IndexUpdater.Options()
    options.deferral = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    for number in 0..<5 { _ = try await updater.submit([Self.film(number)], durability: .deferred) }
    #expect(try total() == 0)
    #expect(try await updater.submit([.delete(id: "d3")]) == [.deleted])
    #expect(try total() == 4)
  }

  @Test func closingWritesWhatWaits() async throws {
    var options = IndexUpdater.Options()
    options.deferral = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    for number in 0..<5 { _ = try await updater.submit([Self.film(number)], durability: .deferred) }
    updater.close()
    #expect(try total() == 5)
    await #expect(throws: IndexError.overloaded) { try await updater.submit([Self.film(9)]) }
  }

  @Test func manySmallCommitsAreMerged() async throws {
    let updater = IndexUpdater(path: path)
    defer { updater.close() }
    for number in 0..<60 {
      #expect(try await updater.submit([Self.film(number), Self.film(number + 1)])[1] == .created)
    }
    while try statistics().segments >= 16 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try total() == 61)
    for number in 0...60 { #expect(try total("w\(number)") == 1) }
  }

  @Test func aMergeThatStandsStillHoldsUpNobodyUntilThereAreTooManySegments() async throws {
    let gate = DispatchSemaphore(value: 0)
    let isOpen = Atomic<Bool>(false)
    var options = IndexUpdater.Options()
    options.mergePause = { _ in if !isOpen.load(ordering: .acquiring) { gate.wait() } }
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    for number in 0..<64 { #expect(try await updater.submit([Self.film(number)]) == [.created]) }
    #expect(try statistics().segments == 64)
    let isDone = Atomic<Bool>(false)
    async let more = {
      let outcomes = try await updater.submit([Self.film(64)])
      isDone.store(true, ordering: .releasing)
      return outcomes
    }()
    while updater.acceptedChanges < 65 { try await Task.sleep(for: .milliseconds(1)) }
    let wasDone = isDone.load(ordering: .acquiring)
    #expect(!wasDone)
    isOpen.store(true, ordering: .releasing)
    for _ in 0..<8 { gate.signal() }
    #expect(try await more == [.created])
    while try statistics().segments >= 64 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try total() == 65)
  }

  @Test func aDirectoryWithoutAnIndexIsNotFilled() async throws {
    let empty = directory.file("empty")
    let updater = IndexUpdater(path: empty)
    defer { updater.close() }
    await #expect(throws: IndexError.notFound(path: empty)) { try await updater.submit([Self.film(0)]) }
  }

  /// Else what is written anew again and again leaves its data behind for as long as merges follow one another.
  @Test func whatHasLostItsLastDocumentIsRemovedWhileAMergeGoesOn() async throws {
    let hasBegun = Atomic<Bool>(false)
    let goesOn = DispatchSemaphore(value: 0)
    let segments = Mutex<Int?>(nil)
    var options = IndexUpdater.Options()
    options.mergePause = { [path] bytes in
      if bytes > 0, !hasBegun.exchange(true, ordering: .relaxed) { goesOn.wait() }
      guard bytes == 0 else { return }
      // The first removal: there are that many while the merge is not done.
      let count = (try? IndexReader(path: path).statistics())?.segments
      segments.withLock { if $0 == nil { $0 = count } }
    }
    let updater = IndexUpdater(path: path, options: options)
    defer { updater.close() }
    for number in 0..<8 { _ = try await updater.submit([Self.film(number)]) }
    while !hasBegun.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) }
    for _ in 0..<2 { _ = try await updater.submit([Self.film(100)]) }
    goesOn.signal()
    try await updater.rest()
    while segments.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(1)) }
    #expect(segments.withLock { $0 } == 9)
    #expect(try total() == 9)
  }
}
