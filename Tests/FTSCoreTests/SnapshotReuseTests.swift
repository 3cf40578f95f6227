import FTSDocument
import FTSQuery
import FTSTestSupport
import FoundationEssentials
import Glibc
import LMDB
import Synchronization
import Testing

@testable import FTSCore

/// A reader keeps what it opened from one search to the next: what it answers must not show it.
@Suite struct SnapshotReuseTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  private func commit(_ documents: [Document], to path: String) throws {
    try IndexWriter.write(documents, to: path, analyzer: "simple")
  }

  @Test func everySearchSeesTheLastCommit() throws {
    try commit([Document(id: "first", body: "film")], to: path)
    let reader = try IndexReader(path: path)
    let film = try QueryParser.parse("film")
    var last = try reader.search(film).generation
    for round in 1...30 {
      try commit([Document(id: "d\(round)", body: "film of w\(round)")], to: path)
      let results = try reader.search(film)
      #expect(results.total == round + 1 && results.generation > last)
      last = results.generation
      // Again, from what is open.
      #expect(try reader.search(film) == results)
      #expect(try reader.rank(film, options: SearchOptions()).total == round + 1)
      let own = try reader.search(try QueryParser.parse("w\(round)"))
      #expect(own.hits.map(\.document.id) == ["d\(round)"] && own.generation == last)
    }
  }

  @Test func deletionsAndTheMeanLengthAreThoseOfTheLastCommit() throws {
    try commit((0..<20).map { Document(id: "d\($0)", body: "film w\($0)") }, to: path)
    let reader = try IndexReader(path: path)
    let film = try QueryParser.parse("film")
    let short = try reader.search(film).hits[0].score
    try commit([Document(id: "long", body: String(repeating: "word ", count: 900))], to: path)
    // The others are now far below the mean length.
    let fresh = try IndexReader(path: path).search(film)
    #expect(try reader.search(film) == fresh && fresh.hits[0].score > short)
    let writer = try IndexWriter(path: path)
    #expect(try writer.delete(id: "d3"))
    try writer.commit()
    writer.close()
    #expect(try reader.search(film).total == 19)
    #expect(try reader.search(try QueryParser.parse("w3")).total == 0)
  }

  /// What is remembered of segments from commit to commit is what another reader finds out anew.
  @Test(arguments: Seeds.all) func threadsAndFacetsAreThoseOfTheLastCommit(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var commits = (0..<40).map { _ in [Document]() }
    for number in 0..<300 {
      var document = Document(id: "d\(number)", title: "film w\(number % 7)", body: "film \(number)")
      RandomValues.fill(&document, density: 0.8, &generator)
      // Comments come before their reviews, with them and after, and all of them again.
      if generator.chance(0.7) {
        document.kind = .comment
        document.parent = "d\(generator.number(0...299))"
        document.thread = document.parent
      }
      for _ in 0..<generator.number(1...3) { commits[generator.number(0...39)].append(document) }
    }
    try commit([], to: path)
    let reader = try IndexReader(path: path)
    for (round, documents) in commits.enumerated() {
      let writer = try IndexWriter(path: path, analyzer: "simple")
      for document in documents { try writer.add(document) }
      if generator.chance(0.5) { _ = try writer.delete(id: "d\(generator.number(0...299))") }
      try writer.commit()
      if generator.chance(0.1) { try writer.merge() }
      writer.close()
      let fresh = try IndexReader(path: path)
      for query in ["film", "in:review(film) w3", "has:comment(film)", "author:lee OR w1"] {
        let query = try QueryParser.parse(query)
        var options = SearchOptions()
        options.facets = [.author, .year, .month, .rating, .kind].map { Facet($0) }
        #expect(
          try reader.search(query, options: options) == fresh.search(query, options: options),
          "seed \(seed), round \(round)")
        options.byThread = true
        #expect(
          try reader.search(query, options: options) == fresh.search(query, options: options),
          "seed \(seed), round \(round)")
        options.byThread = false
        options.sort = [SortKey(.threadLength)]
        #expect(
          try reader.search(query, options: options) == fresh.search(query, options: options),
          "seed \(seed), round \(round)")
      }
    }
  }

  @Test func anIndexThatTakesThePlaceOfAnotherIsSeen() throws {
    let film = try QueryParser.parse("film")
    try commit([Document(id: "old", body: "film")], to: path)
    let reader = try IndexReader(path: path)
    for round in 0..<5 {
      #expect(try reader.search(film).total == (round == 0 ? 1 : round + 1))
      let other = directory.file("other\(round)")
      try commit((0..<round + 2).map { Document(id: "\(round)-\($0)", body: "film") }, to: other)
      try FileManager.default.moveItem(atPath: path, toPath: directory.file("old\(round)"))
      try FileManager.default.moveItem(atPath: other, toPath: path)
      // A reader asks once in a millisecond what is at the path.
      usleep(2_000)
      let results = try reader.search(film)
      #expect(results.hits.map(\.document.id) == (0..<round + 2).map { "\(round)-\($0)" })
    }
  }

  private final class Progress: Sendable {
    /// Documents in the index for certain.
    let committed = Atomic(1)
  }

  @Test(.timeLimit(.minutes(2))) func searchesOfManyThreadsSeeWhatWasCommittedBeforeThem() async throws {
    let path = path
    try commit([Document(id: "d0", body: "film w0")], to: path)
    let reader = try IndexReader(path: path)
    let rounds = 40
    let progress = Progress()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let film = try QueryParser.parse("film")
          var last = 0
          var generation: UInt64 = 0
          while last <= rounds, !Task.isCancelled {
            let least = progress.committed.load(ordering: .sequentiallyConsistent)
            let results = try reader.search(film)
            let total = try #require(results.total)
            #expect(total >= least && total >= last && results.generation >= generation)
            #expect(results.hits.count == min(10, total))
            last = total
            generation = results.generation
            await Task.yield()
          }
        }
      }
      group.addTask {
        let writer = try IndexWriter(path: path)
        defer { writer.close() }
        for round in 1...rounds {
          try writer.add(Document(id: "d\(round)", body: "film w\(round)"))
          try writer.commit()
          progress.committed.store(round + 1, ordering: .sequentiallyConsistent)
          await Task.yield()
        }
      }
      for try await _ in group {}
    }
  }

  @Test func anIdleReaderHoldsBackNoPages() throws {
    /// Pages that fifty commits take.
    func pages(_ name: String, searches: Bool) throws -> Int {
      let path = directory.file(name)
      let text = (0..<400).map { "w\($0)" }.joined(separator: " ")
      try commit((0..<20).map { Document(id: "d\($0)", body: "film \(text)") }, to: path)
      let reader = try IndexReader(path: path)
      if searches { #expect(try reader.search(try QueryParser.parse("film")).total == 20) }
      for round in 0..<50 { try commit([Document(id: "d\(round % 20)", body: "film \(round)")], to: path) }
      #expect(try reader.search(try QueryParser.parse("film")).total == 20)
      return try IndexStore.open(path).environment.info.lastPage
    }
    #expect(try pages("searched", searches: true) <= pages("untouched", searches: false))
  }
}
