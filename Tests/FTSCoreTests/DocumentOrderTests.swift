import FTSAnalysis
import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct DocumentOrderTests {
  /// The ids of a segment's documents in order, and of their threads.
  private struct Ordered: Equatable {
    var ids: [String]
    var threads: [String]
    var replaced = 0
  }

  private static func batches(_ documents: [[Document]]) throws -> [AnalyzedBatch] {
    let worker = AnalysisWorker(number: 0, analyzer: try #require(Analyzer.named("simple")))
    return documents.map { worker.analyze($0) }
  }

  private static func order(
    _ documents: [[Document]], indexed: [String: String] = [:]
  ) throws -> Ordered {
    let batches = try batches(documents)
    let order = try DocumentOrder(batches) { (id) throws(IndexError) in
      indexed[String(decoding: id, as: UTF8.self)].map { Array($0.utf8) }
    }
    let ids = order.places.map { place in
      String(
        decoding: batches[place.batch].stored[batches[place.batch].entries[place.entry].id], as: UTF8.self)
    }
    let byID = order.byID.map { ids[Int($0)] }
    #expect(byID == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let threads = zip(ids, order.threads).map { $1.isEmpty ? $0 : String(decoding: $1, as: UTF8.self) }
    return Ordered(ids: ids, threads: threads, replaced: order.replaced)
  }

  private static func comment(_ id: String, on parent: String?, thread: String? = nil) -> Document {
    Document(id: id, kind: .comment, parent: parent, thread: thread)
  }

  @Test func aThreadIsContiguousWithItsReviewFirst() throws {
    let ordered = try Self.order([
      [Self.comment("c1", on: "r1"), Document(id: "r2"), Self.comment("c2", on: "c3")],
      [Document(id: "r1"), Self.comment("c3", on: "r1"), Self.comment("c4", on: "r2")],
    ])
    #expect(ordered.ids == ["r1", "c1", "c2", "c3", "r2", "c4"])
    #expect(ordered.threads == ["r1", "r1", "r1", "r1", "r2", "r2"])
  }

  @Test func ofDocumentsWithOneIDTheLastCounts() throws {
    let ordered = try Self.order([
      [Document(id: "a"), Document(id: "b"), Self.comment("c", on: "a")],
      [Self.comment("c", on: "b"), Document(id: "b")],
    ])
    #expect(ordered.ids == ["a", "b", "c"])
    #expect(ordered.threads == ["a", "b", "b"])
    #expect(ordered.replaced == 2)
  }

  @Test func aParentOfAnOlderSegmentGivesItsThread() throws {
    let ordered = try Self.order(
      [[Self.comment("c2", on: "c1"), Self.comment("c3", on: "c2")]], indexed: ["c1": "r1"])
    #expect(ordered.threads == ["r1", "r1"])
  }

  @Test func aParentThatNobodyKnowsIsTheThread() throws {
    #expect(try Self.order([[Self.comment("c2", on: "c1")]]).threads == ["c1"])
  }

  @Test func aThreadThatTheSourceNamesIsTaken() throws {
    let ordered = try Self.order([
      [
        Self.comment("c1", on: "c0", thread: "r1"), Self.comment("c2", on: "c1"),
        Document(id: "r1", thread: "r1"),
      ]
    ])
    #expect(ordered.ids == ["r1", "c1", "c2"])
    #expect(ordered.threads == ["r1", "r1", "r1"])
  }

  @Test(arguments: Seeds.all) func randomForestsComeOutAsThreads(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var roots: [String: String] = [:]
    var documents: [Document] = []
    for number in 0..<300 {
      let parent = generator.chance(0.3) ? nil : documents.randomElement(using: &generator)?.id
      documents.append(parent == nil ? Document(id: "d\(number)") : Self.comment("d\(number)", on: parent))
      roots["d\(number)"] = parent.flatMap { roots[$0] } ?? "d\(number)"
    }
    documents.shuffle(using: &generator)
    let cut = generator.number(1...299)
    let ordered = try Self.order([Array(documents[..<cut]), Array(documents[cut...])])
    #expect(ordered.threads == ordered.ids.map { roots[$0] }, "seed \(seed)")
    // Threads in order of their first document's arrival; the review first, the rest as they came.
    var expected: [String] = []
    for thread in documents.map({ roots[$0.id] ?? "" }) where !expected.contains(thread) {
      expected.append(thread)
      expected += documents.map(\.id).filter { roots[$0] == thread && $0 != thread }
    }
    #expect(ordered.ids == expected, "seed \(seed)")
  }

  @Test func documentsOfARingAreThreadsOfTheirOwn() throws {
    let ordered = try Self.order([
      [
        Self.comment("a", on: "b"), Self.comment("b", on: "c"), Self.comment("c", on: "a"),
        Self.comment("d", on: "d"),
      ]
    ])
    #expect(ordered.ids == ["a", "b", "c", "d"])
    #expect(ordered.threads == ["a", "b", "c", "d"])
  }

  @Test func whatHangsOffARingIsWithItsNearestDocument() throws {
    for name in ["0", "x"] {
      let ordered = try Self.order([
        [Self.comment(name, on: "b"), Self.comment(name + name, on: name), Self.comment("a", on: "b")],
        [Self.comment("b", on: "a")],
      ])
      #expect(ordered.ids == ["b", name, name + name, "a"])
      #expect(ordered.threads == ["b", "b", "b", "a"])
    }
  }

  /// Each document is passed once, or this would take minutes.
  @Test func longChainsOfRepliesAreOneThread() throws {
    let names = (0..<20_000).map { "c\(1_000_000 - $0)" }
    let chain = names.indices.map { Self.comment(names[$0], on: $0 == 0 ? nil : names[$0 - 1]) }
    let ordered = try Self.order([chain, (0..<5_000).map { Self.comment("own\($0)", on: "own\($0)") }])
    #expect(ordered.ids.prefix(20_000) == names[...])
    #expect(ordered.threads.prefix(20_000).allSatisfy { $0 == names[0] })
    #expect(ordered.threads.suffix(5_000) == ordered.ids.suffix(5_000))
  }
}
