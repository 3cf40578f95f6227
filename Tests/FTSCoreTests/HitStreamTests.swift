import FTSDocument
import FTSQuery
import FTSTestSupport
import Synchronization
import Testing

@testable import FTSCore

@Suite struct HitStreamTests {
  /// The hits that are passed until so many were.
  private static func hits(
    _ reader: IndexReader, _ query: Query, _ options: SearchOptions, atMost limit: Int = .max
  ) throws -> [Hit] {
    let hits = Mutex<[Hit]>([])
    try reader.forEachHit(query, options: options) { hit in
      hits.withLock {
        $0.append(hit)
        return $0.count < limit
      }
    }
    return hits.withLock { $0 }
  }

  @Test(arguments: Seeds.all) func allThatMatchesIsPassedInOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(700, density: 0.5, &generator)
    let reader = try corpus.index.reader()
    for round in 0..<20 {
      let query = corpus.query(&generator)
      let kind = ["review", nil].randomElement(using: &generator) ?? nil
      let matches = try corpus.matches(query, kind: kind, reader)
      var options = SearchOptions()
      options.kind = kind
      options.explains = true
      // What says nothing here.
      options.limit = generator.number(0...5)
      options.offset = generator.number(0...5)
      options.now = 1_400_000_000
      let context: Comment = "seed \(seed), round \(round), \(query)"
      let stream = try Self.hits(reader, query, options)
      #expect(stream.map(\.document.id) == matches.map(\.document.id), context)
      #expect(stream.map(\.score) == matches.map(\.score), context)
      #expect(try Self.hits(reader, query, options, atMost: 3) == Array(stream.prefix(3)), context)
      options.sort =
        [[SortKey(.date), SortKey(.relevance)], [SortKey(.rating, isAscending: true)]][round % 2]
      options.boosts = [.rating]
      let sorted = try Self.hits(reader, query, options)
      options.limit = .max
      options.offset = 0
      #expect(try sorted == reader.search(query, options: options).hits, context)
    }
  }

  @Test func aCommitMeanwhileIsNotSeen() throws {
    let index = try TestIndex()
    try index.add((0..<500).map { Document(id: "d\($0)", body: "word") })
    let reader = try index.reader()
    let ids = Mutex<[String]>([])
    try reader.forEachHit(.word("word")) { hit in
      ids.withLock { $0.append(hit.document.id) }
      if hit.document.id == "d100" {
        #expect(throws: Never.self) {
          try index.delete((200..<300).map { "d\($0)" })
          try index.add([Document(id: "new", body: "word")])
        }
      }
      return true
    }
    #expect(ids.withLock { $0 } == (0..<500).map { "d\($0)" })
    #expect(try reader.search(.word("word")).total == 401)
  }
}
