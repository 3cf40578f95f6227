import FTSCorpus
import FTSDocument
import FTSQuery
import FTSTestSupport
import FoundationEssentials
import Testing

@testable import FTSCore

/// Pruned evaluation against exhaustive, bit for bit, on real texts and queries of their words.
///
/// `FTSD_TEST_QUERIES` says how many queries are asked, by default as many as take some seconds.
@Suite(.enabled(if: SharedData.directory != nil, "the shared corpora are not on this machine"))
struct RealDataComparisonTests {
  private static let sources = [
    ("corpora/imdb-train.jsonl", 15_000), ("corpora/movielog.jsonl", 3_000),
    ("corpora/blogs-sample.jsonl", 15_000),
  ]
  private static let ks = [1, 10, 100, 1_000]

  private static var queryCount: Int {
    ProcessInfo.processInfo.environment["FTSD_TEST_QUERIES"].flatMap { Int($0) } ?? 2_000
  }

  @Test func prunedIsExhaustive() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let queries = try Self.write(path)
    let reader = try IndexReader(path: path)
    let statistics = try reader.statistics()
    #expect(statistics.segments > 2 && statistics.deletedDocuments > 300)
    for (seed, count) in [(1, Self.queryCount / 2), (UInt64.random(in: 2...UInt64.max), Self.queryCount / 2)]
    {
      var generator = SeededGenerator(seed: seed)
      var differing = 0
      for round in 0..<count {
        let query = queries.next(using: &generator)
        let kind = generator.chance(0.1) ? "review" : nil
        let difference = try Self.difference(reader, query, kind: kind)
        #expect(difference == nil, "seed \(seed), round \(round), kind \(kind ?? "any"), \(query)")
        differing += difference == nil ? 0 : 1
        // Enough to find out why.
        if differing == 10 { break }
      }
      print("pruned against exhaustive: seed \(seed), \(count) queries, \(differing) differ")
    }
  }

  /// Where pruned evaluation differs from exhaustive, or `nil`.
  ///
  /// The best k of fewer documents are the first of the best of more, since no two documents rank
  /// the same.
  private static func difference(
    _ reader: IndexReader, _ query: Query, kind: String?
  ) throws -> String? {
    var options = SearchOptions()
    options.kind = kind
    options.limit = ks[ks.count - 1]
    options.isExhaustive = true
    let exhaustive = try reader.rank(query, options: options)
    options.isExhaustive = false
    for k in ks {
      options.limit = k
      options.countsTotal = k == 10
      let pruned = try reader.rank(query, options: options)
      if options.countsTotal, pruned.total != exhaustive.total {
        return "k \(k): \(pruned.total ?? -1) documents counted of \(exhaustive.total ?? -1)"
      }
      let expected = exhaustive.documents.prefix(k)
      guard pruned.documents.count == expected.count else {
        return "k \(k): \(pruned.documents.count) documents instead of \(expected.count)"
      }
      for (rank, (a, b)) in zip(pruned.documents, expected).enumerated()
      where a.number != b.number || a.score.bitPattern != b.score.bitPattern {
        return "k \(k), rank \(rank): \(a) instead of \(b)"
      }
    }
    return nil
  }

  /// Indexes a part of the corpora, in several segments and with deletions.
  private static func write(_ path: String) throws -> RealQuery {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    var queries = RealQuery()
    var ids: [String] = []
    for (name, limit) in sources {
      var count = 0
      try DocumentReader(sources: [SharedData.file(name)]).forEach { event in
        guard case .document(let document) = event, count < limit else { return }
        try writer.add(document)
        count += 1
        ids.append(document.id)
        if count % 10 == 0 { queries.add(document) }
        if ids.count % 7_000 == 0 { try writer.commit() }
      }
    }
    try writer.commit()
    // Few enough that no segment is merged for it, in all of them.
    for id in ids.enumerated().filter({ $0.offset % 64 == 5 }).map(\.element) {
      #expect(try writer.delete(id: id))
    }
    try writer.commit()
    return queries
  }
}
