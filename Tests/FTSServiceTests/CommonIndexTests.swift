import FTSAnalysis
import FTSCore
import FTSCorpus
import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@testable import FTSService

@Suite struct CommonIndexTests {
  private static let k1: Float = 0.9
  private static let b: Float = 0.4

  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func write(_ bytes: [UInt8], _ name: String = "index.ciff") throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: directory.file(name)))
    return directory.file(name)
  }

  private func export(_ reader: IndexReader) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var export = CommonIndexExport(reader: reader)
    try export.run {
      bytes += $0
      return true
    }
    return bytes
  }

  /// - Parameter memory: for postings; with little of it the file is read many times.
  private func imported(
    _ file: String, to name: String, memory: Int = 1 << 20, k1: Float = k1, b: Float = b
  ) throws -> IndexReader {
    let contents = try CommonIndexImport(path: file)
    let writer = try IndexWriter(
      path: directory.file(name),
      settings: RequestedSettings(analyzer: CommonIndexImport.analyzer, k1: k1, b: b))
    defer { writer.close() }
    var failure: (any Error)?
    try contents.forEach(memory: memory) { document in
      do { try writer.add(document) } catch { failure = error }
      return failure == nil
    }
    if let failure { throw failure }
    #expect(writer.summary.documents == contents.documents)
    try writer.commit()
    return try IndexReader(path: directory.file(name))
  }

  private static func ranking(
    of terms: [String], in reader: IndexReader, limit: Int = 1_000
  ) throws -> [(id: String, score: Float)] {
    var options = SearchOptions()
    options.limit = limit
    options.makesSnippets = false
    let query = Query(clauses: terms.map { Query.Clause(.should, .word($0)) })
    return try reader.search(query, options: options).hits.map { ($0.document.id, $0.score) }
  }

  /// Rankings that are the same but for the order of what has scores that are equal to five digits.
  private static func isSame(_ a: [(id: String, score: Float)], _ b: [(id: String, score: Double)]) -> Bool {
    func isNear(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-5 * max(one, other) }
    guard a.count == b.count else { return false }
    let scores = Dictionary(uniqueKeysWithValues: b.map { ($0.id, $0.score) })
    return zip(a, b).allSatisfy { isNear(Double($0.score), $1.score) }
      && a.allSatisfy { hit in scores[hit.id].map { isNear(Double(hit.score), $0) } ?? false }
  }

  /// Documents without parents: what a review's title adds to its comments is not kept.
  private static func documents(_ corpus: RandomCorpus, _ generator: inout SeededGenerator) -> [Document] {
    corpus.makeDocuments(using: &generator).map { document in
      var document = document
      (document.parent, document.thread) = (nil, nil)
      return document
    }
  }

  /// An index of several segments, with documents that were replaced and deleted.
  private func index(
    _ documents: [Document], analyzer: String, compacted: Bool
  ) throws -> IndexReader {
    let writer = try IndexWriter(
      path: directory.file("original"),
      settings: RequestedSettings(analyzer: analyzer, k1: Self.k1, b: Self.b))
    defer { writer.close() }
    for (number, document) in documents.enumerated() {
      if number % 97 == 5 {
        try writer.add(Document(id: "gone \(number)", body: document.body + " only here"))
      }
      try writer.add(document)
      if number % 150 == 149 { try writer.commit() }
    }
    try writer.commit()
    for number in stride(from: 5, to: documents.count, by: 97) { _ = try writer.delete(id: "gone \(number)") }
    for document in documents.prefix(5) { try writer.add(document) }
    try writer.commit()
    if compacted { _ = try writer.compact(reorder: false) { _ in } }
    return try IndexReader(path: directory.file("original"))
  }

  /// Words of queries, and the terms that an analyzer makes of them.
  private static func queries(
    _ corpus: RandomCorpus, analyzer: String, _ generator: inout SeededGenerator
  ) throws -> [(words: [String], terms: [String])] {
    let analyzer = try #require(Analyzer.named(analyzer))
    return (0..<200).map { _ in
      let words = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        RandomCorpus.word(rank: corpus.vocabulary.sample(using: &generator))
      }
      return (words, words.flatMap { analyzer.tokens(in: $0).map(\.term) })
    }
  }

  @Test(
    "an index that was exported and imported gives the same ranks and scores", arguments: Seeds.all,
    ["english", "simple"])
  func ranksComeBack(seed: UInt64, analyzer: String) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 500, vocabularySize: 2_000)
    let original = try index(Self.documents(corpus, &generator), analyzer: analyzer, compacted: true)
    let file = try write(try export(original))
    let whole = try imported(file, to: "whole")
    let parts = try imported(file, to: "parts", memory: 5_000)
    var found = 0
    for (words, terms) in try Self.queries(corpus, analyzer: analyzer, &generator) {
      let expected = try Self.ranking(of: words, in: original)
      found += expected.count
      for copy in [whole, parts] {
        let hits = try Self.ranking(of: terms, in: copy)
        #expect(
          hits.map(\.id) == expected.map(\.id) && hits.map(\.score) == expected.map(\.score),
          "seed \(seed): \(words)")
      }
    }
    #expect(found > 1_000, "seed \(seed)")
    #expect(try export(whole).count > 0 && export(parts) == export(whole))
  }

  @Test(
    "what is exported again of what was imported is the same but for its description", arguments: Seeds.all)
  func exportsAgree(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let original = try index(
      Self.documents(RandomCorpus(documentCount: 300), &generator), analyzer: "english", compacted: false)
    var first = try #require(NaiveCommonIndex(bytes: try export(original)))
    var second = try #require(
      NaiveCommonIndex(bytes: try export(try imported(try write(try export(original)), to: "copy"))))
    #expect(first.description.contains("english") && second.description.contains("whitespace"))
    (first.description, second.description) = ("", "")
    #expect(first == second, "seed \(seed)")
  }

  @Test("BM25 by its formula over the exported numbers gives what the index finds", arguments: Seeds.all)
  func naiveRanksOfAnExport(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 400, vocabularySize: 1_000)
    let original = try index(Self.documents(corpus, &generator), analyzer: "english", compacted: true)
    let naive = try #require(NaiveCommonIndex(bytes: try export(original)))
    #expect(
      naive.lists.map { Array($0.term.utf8) }
        == naive.lists.map { Array($0.term.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    for (words, terms) in try Self.queries(corpus, analyzer: "english", &generator) {
      let expected = naive.ranking(of: terms, k1: Double(Self.k1), b: Double(Self.b))
      #expect(Self.isSame(try Self.ranking(of: words, in: original), expected), "seed \(seed): \(words)")
    }
  }

  @Test("a file that another engine might write is ranked as the formula says", arguments: Seeds.all)
  func naiveRanksOfAnImport(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let naive = NaiveCommonIndex.random(documents: 300, using: &generator)
    let copy = try imported(
      try write(naive.bytes), to: "copy", memory: Bool.random(using: &generator) ? 1 : 1 << 20)
    for _ in 0..<100 {
      let terms = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        "w\(Int.random(in: 0..<200, using: &generator))"
      }
      let expected = naive.ranking(of: terms, k1: Double(Self.k1), b: Double(Self.b))
      #expect(Self.isSame(try Self.ranking(of: terms, in: copy), expected), "seed \(seed): \(terms)")
    }
    #expect(try copy.document(id: "doc 7")?.document.kind == .review)
  }

  @Test("lengths that were rounded as Lucene does are kept, and the mean length is the exact one")
  func roundedLengths() throws {
    // 1,000 terms are 984 to Lucene; the mean of the exact lengths is 501.5.
    let naive = NaiveCommonIndex(
      lists: [.init("often", [0: 997, 1: 1]), .init("rare", [0: 3, 1: 2])],
      documents: [.init("long", length: InvertedFile.roundedLength(1_000)), .init("short", length: 3)])
    #expect(naive.documents[0].length == 984 && naive.averageLength == 501.5)
    let copy = try imported(try write(naive.bytes), to: "copy")
    let expected = naive.ranking(of: ["rare", "often"], k1: Double(Self.k1), b: Double(Self.b))
    #expect(Self.isSame(try Self.ranking(of: ["rare", "often"], in: copy), expected))
  }

  @Test("terms are kept as they are, whatever an analyzer would make of them")
  func terms() throws {
    let names = ["Running", "running", "c++", "don't", "1,000", "映画", "e\u{301}", "\u{E9}", "👩‍👩‍👧", "a\u{A0}b"]
    let naive = NaiveCommonIndex(
      lists: names.enumerated().map { .init($1, [$0: 1]) },
      documents: names.indices.map { .init("\($0)", length: 1) })
    let copy = try imported(try write(naive.bytes), to: "copy")
    for (number, name) in names.enumerated() {
      #expect(try Self.ranking(of: [name], in: copy).map(\.id) == ["\(number)"], "\(name)")
    }
  }

  /// What is wrong with a file, without its name.
  private func problem(_ bytes: [UInt8]) throws -> String? {
    let file = try write(bytes)
    do throws(SourceProblem) {
      let contents = try CommonIndexImport(path: file)
      try contents.forEach(memory: 1 << 20) { _ in true }
      return nil
    } catch { return String(error.description.dropFirst(file.count + 2)) }
  }

  @Test("what cannot be kept as it is said is refused, with its place")
  func refusals() throws {
    let good = NaiveCommonIndex(
      lists: [.init("a", [0: 2, 1: 1]), .init("b", [1: 1])],
      documents: [.init("x", length: 2), .init("y", length: 2)])
    #expect(try problem(good.bytes) == nil)
    func changed(_ change: (inout NaiveCommonIndex) -> Void) throws -> String? {
      var file = good
      change(&file)
      return try problem(file.bytes)
    }
    let header = good.messages[0].count
    #expect(
      try changed { $0.totalLists = 5 }
        == "message 1 at byte 0, the header: 2 posting lists of 5 and 2 documents of 2; only a whole collection can be "
        + "ranked as it was")
    #expect(
      try changed { $0.totalTerms = 9 }
        == "message 1 at byte 0, the header: total_terms_in_collection is 9, but the postings have 4 terms")
    #expect(
      try changed { $0.lists[0].term = "" }
        == "message 2 at byte \(header), a posting list: the term is empty")
    #expect(
      try changed { $0.lists[0].term = "a b" }
        == "message 2 at byte \(header), a posting list: the term 'a b' has white space or a control character in it, which separate terms here"
    )
    #expect(
      try changed { $0.lists[0].df = 3 }
        == "message 2 at byte \(header), a posting list: df is 3, but there are 2 postings")
    let frequent = try #require(try changed { $0.lists[0].postings[0] = 40_000_000 })
    #expect(frequent.hasSuffix("a posting list: with it document 0 has more than 64 MB of terms"))
    let length = try #require(try changed { $0.documents[1].length = 40 })
    #expect(
      length.hasPrefix("message 5 at byte ")
        && length.contains(
          "the record of a document: doclength is 40, but the postings have 2 terms of document 1")
    )
    #expect(try changed { $0.documents[1].id = "" }?.hasSuffix("the collection_docid is empty") == true)
    let long = String(repeating: "x", count: 481)
    #expect(
      try changed { $0.documents[1].id = long }?.hasSuffix("a collection_docid of more than 480 bytes")
        == true)
    #expect(try changed { $0.documents[1].id = "x" }?.hasSuffix("another document has the id 'x'") == true)
    // As many documents as there can be, in a file of few bytes: nothing is made for them.
    #expect(
      try changed { $0.documentCount = Int(Int32.max) }?
        .hasSuffix("the file ends before it; with it \(Int(Int32.max) - 2) were to come") == true)
  }

  @Test("a file is read several times, also where it is compressed; what is no file cannot be")
  func files() throws {
    var generator = SeededGenerator(seed: 1)
    let naive = NaiveCommonIndex.random(documents: 50, using: &generator)
    let file = try write(naive.bytes)
    let process = try Process.run(URL(fileURLWithPath: "/usr/bin/gzip"), arguments: [file])
    process.waitUntilExit()
    #expect(try CommonIndexImport(path: file + ".gz").documents == 50)
    #expect(throws: SourceProblem.self) { try CommonIndexImport(path: "-") }
    #expect(throws: SourceProblem.self) { try CommonIndexImport(path: "/dev/null") }
    #expect(throws: SourceProblem.self) { try CommonIndexImport(path: file) }
  }

  @Test("a file that changes between two readings is noticed")
  func changes() throws {
    var generator = SeededGenerator(seed: 1)
    let naive = NaiveCommonIndex.random(documents: 50, using: &generator)
    let file = try write(naive.bytes)
    let contents = try CommonIndexImport(path: file)
    var changed = naive
    // What the header says stays; one posting is another document's.
    changed.totalTerms = naive.lists.reduce(0) { $0 + $1.postings.values.reduce(0, +) }
    let list = try #require(naive.lists.firstIndex { $0.postings.count < 50 })
    let moved = try #require(naive.lists[list].postings.keys.first)
    changed.lists[list].postings[moved] = nil
    changed.lists[list].postings[(0..<50).first { naive.lists[list].postings[$0] == nil } ?? 0] = 1
    _ = try write(changed.bytes)
    do throws(SourceProblem) {
      try contents.forEach(memory: 1 << 20) { _ in true }
      Issue.record("nothing was noticed")
    } catch {
      #expect(error.reason.hasSuffix("not what it was when the file was read before"))
    }
  }
}
