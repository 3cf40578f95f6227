import FTSDocument
import FTSQuery
import FTSTestSupport
import Synchronization
import Testing

@testable import FTSCore

/// Searches whose time is up at any moment, by a clock that goes on with every look at it.
@Suite struct DeadlineTests {
  private let index: TestIndex
  private let reader: IndexReader

  init() throws {
    var generator = SeededGenerator(seed: 11)
    var corpus = RandomCorpus(documentCount: 1_600, vocabularySize: 300)
    corpus.meanBodyLength = 12
    let documents = corpus.makeDocuments(using: &generator)
    index = try TestIndex()
    try index.add(Array(documents[..<1_300]))
    try index.add(Array(documents[1_300...]))
    reader = try index.reader()
  }

  /// A deadline that passes when the clock has been looked at so often.
  private static func deadline(afterLooks looks: Int, _ counter: Counter = Counter()) -> Deadline {
    let start = ContinuousClock.now
    return Deadline(start + .seconds(looks), interval: 1) { start + .seconds(counter.next()) }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    /// 0, 1, 2 …
    func next() -> Int {
      value.withLock { value in
        defer { value += 1 }
        return value
      }
    }
  }

  private static let word = (0...40).map { RandomCorpus.word(rank: $0) }

  /// Queries of every way of evaluation.
  private static let queries = [
    word[3], "\(word[0]) \(word[7]) \(word[30])", "+\(word[0]) +\(word[2])", "\"\(word[0]) \(word[1])\"",
    "\"\(word[0]) \(word[1])\"~5", "\(word[2]) -\(word[0])",
    "(\(word[1]) OR \(word[9])) -\"\(word[0]) \(word[1])\"",
    "2 of (\(word[0]) \(word[1]) \(word[2]))", "*", "\(word[0].prefix(1))*",
    "\(word[4]) -\(word[0].prefix(2))*",
    "\(word[5])~1", "in:review(\(word[0]))", "\(word[3]) -has:comment(\(word[0]))",
    "\(word[2]) author:a", "\(word[1]) -author:b*",
  ]

  private static let variants: [@Sendable (inout SearchOptions) -> Void] = [
    { _ in }, { $0.sort = [SortKey(.date)] }, { $0.facets = [Facet(.author), Facet(.year)] },
    { $0.byThread = true }, { $0.collapses = true }, { $0.isExhaustive = true }, { $0.countsTotal = false },
    { $0.boosts = [.rating] }, { $0.kind = "comment" },
  ]

  @Test(arguments: queries) func whatIsFoundInTimeIsFoundWithoutEnd(text: String) throws {
    let query = try QueryParser.parse(text)
    for (number, change) in Self.variants.enumerated() {
      var options = SearchOptions()
      options.limit = 20
      options.makesSnippets = false
      change(&options)
      let complete = try reader.search(query, options: options)
      var every = options
      every.limit = 10_000
      let all = try reader.search(query, options: every).hits
      let scores = Dictionary(all.map { ($0.document.id, $0.score) }) { first, _ in first }
      // How often a search without end would look at the clock.
      let counter = Counter()
      options.deadline = Self.deadline(afterLooks: .max >> 40, counter)
      let unhurried = try reader.search(query, options: options)
      let looks = counter.next()
      #expect(unhurried == complete && looks > 0, "\(text), variant \(number)")
      for end in Set([0, 1, looks / 3, looks * 2 / 3, looks - 1, looks]) {
        options.deadline = Self.deadline(afterLooks: end)
        let context: Comment = "\(text), variant \(number), \(end) of \(looks) looks"
        let results = try reader.search(query, options: options)
        #expect(results.isPartial == (end < looks), context)
        guard results.isPartial else {
          #expect(results == complete, context)
          continue
        }
        #expect(results.total == nil && results.documents == nil, context)
        #expect(results.cursor == nil && results.suggestion == nil, context)
        #expect(results.hits.count <= complete.hits.count, context)
        for hit in results.hits where !options.byThread && !options.collapses {
          #expect(scores[hit.document.id] == hit.score, context)
        }
        if options.sort.isEmpty {
          #expect(zip(results.hits, results.hits.dropFirst()).allSatisfy { $0.score >= $1.score }, context)
        }
        if end == 0 { #expect(results.hits.isEmpty, context) }
        for (facet, full) in zip(results.facets, complete.facets) {
          #expect(facet.facet == full.facet && facet.documents <= full.documents, context)
        }
        #expect(results.facets.count == complete.facets.count, context)
      }
    }
  }

  @Test func explanationsAreWholeOrNone() throws {
    let query = try QueryParser.parse("\(Self.word[0]) -\(Self.word[1])")
    for id in try reader.search(query).hits.prefix(2).map(\.document.id)
      + reader.search(try QueryParser.parse(Self.word[1])).hits.prefix(2).map(\.document.id)
    {
      let counter = Counter()
      let complete = try reader.explain(
        query, id: id, deadline: Self.deadline(afterLooks: .max >> 40, counter))
      let looks = counter.next()
      #expect(try complete == reader.explain(query, id: id) && looks > 2)
      for end in 0..<min(looks, 30) {
        #expect(throws: IndexError.deadlineExceeded) {
          try reader.explain(query, id: id, deadline: Self.deadline(afterLooks: end))
        }
      }
    }
  }

  @Test func allHitsAreSaidNotToBeAll() throws {
    let query = try QueryParser.parse(Self.word[0])
    var options = SearchOptions()
    var all: [String] = []
    try reader.forEachHit(query, options: options) { hit in
      all.append(hit.document.id)
      return true
    }
    options.deadline = Self.deadline(afterLooks: 10)
    var found: [String] = []
    let passed = Mutex<[String]>([])
    #expect(throws: IndexError.deadlineExceeded) {
      try reader.forEachHit(query, options: options) { hit in
        passed.withLock { $0.append(hit.document.id) }
        return true
      }
    }
    found = passed.withLock { $0 }
    #expect(!found.isEmpty && found.count < all.count && found[...] == all.prefix(found.count))
  }
}
