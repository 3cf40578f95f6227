import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport

/// A fixed corpus and fixed queries, and what evaluating them costs.
///
/// Everything is drawn with fixed seeds. The index is built by one worker, as the number of workers
/// may change the order of things; its documents arrive in two commits, so that it has two segments.
struct CheckSuite {
  /// A set of queries: what is made of the words, and how many documents are sought.
  private struct QuerySet {
    let mode: QueryMode
    let k: Int

    var name: String { mode == .count ? "count" : "\(mode) top \(k)" }
  }

  private static let sets = [
    QuerySet(mode: .union, k: 10), QuerySet(mode: .union, k: 1_000), QuerySet(mode: .intersection, k: 10),
    QuerySet(mode: .phrase, k: 10), QuerySet(mode: .count, k: 10),
  ]
  private static let documents = 20_000
  private static let vocabulary = 30_000
  private static let queries = 300

  private let reader: IndexReader
  private let lines: [String]

  /// Makes the index at `path`, where there must be none yet.
  init(path: String) throws {
    var generator = SeededGenerator(seed: 20_240_714)
    let documents = RandomCorpus(documentCount: Self.documents, vocabularySize: Self.vocabulary)
      .makeDocuments(using: &generator)
    var options = IndexWriter.Options()
    options.workers = 1
    let writer = try IndexWriter(path: path, analyzer: "simple", options: options)
    defer { writer.close() }
    for part in [documents.prefix(Self.documents * 3 / 4), documents.suffix(Self.documents / 4)] {
      for document in part { try writer.add(document) }
      try writer.commit()
    }
    lines = Self.runsOfWords(Self.queries, from: documents, using: &generator)
    reader = try IndexReader(path: path)
  }

  /// Measures every set of queries, by name.
  func measure() throws -> [String: CheckMeasurement] {
    var measured: [String: CheckMeasurement] = [:]
    for set in Self.sets { measured[set.name] = try measure(set) }
    return measured
  }

  private func measure(_ set: QuerySet) throws -> CheckMeasurement {
    let queries = lines.enumerated().map { set.mode.query(of: $1, at: $0) }
    let options = set.mode.options(limit: set.k, isExhaustive: false)
    var hash = FNV1a()
    _ = try QueryCounts(of: queries, in: reader, options: options) { _, ranking in
      for document in ranking.documents { hash.combine("\(document.number),".utf8) }
      hash.combine("\(ranking.total ?? 0);".utf8)
    }
    // Once more: the first pass has filled what searches use again.
    let counts = try QueryCounts(of: queries, in: reader, options: options)
    // A thousandth is enough, and stays the same when it is written and read.
    return CheckMeasurement(
      hits: String(hash.value, radix: 16),
      counters: counts.byName.mapValues { ($0 * 1_000).rounded() / 1_000 })
  }

  /// Runs of one to six words as they stand in bodies.
  private static func runsOfWords(
    _ count: Int, from documents: [Document], using generator: inout SeededGenerator
  ) -> [String] {
    var runs: [String] = []
    while runs.count < count {
      let length = Int.random(in: 1...6, using: &generator)
      let words = documents[Int.random(in: documents.indices, using: &generator)].body.split(separator: " ")
      guard words.count >= length else { continue }
      let start = Int.random(in: 0...words.count - length, using: &generator)
      runs.append(words[start..<start + length].joined(separator: " "))
    }
    return runs
  }
}
