import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct SearchEdgeTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  private func write(_ documents: [Document], analyzer: String = "simple") throws -> IndexReader {
    try IndexWriter.write(documents, to: path, analyzer: analyzer)
    return try IndexReader(path: path)
  }

  /// The answer, of which pruned and exhaustive evaluation must give the same.
  private func search(
    _ reader: IndexReader, _ query: String, _ change: (inout SearchOptions) -> Void = { _ in }
  ) throws -> SearchResults {
    var options = SearchOptions()
    change(&options)
    let query = try QueryParser.parse(query)
    let results = try reader.search(query, options: options)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == results, "\(query)")
    return results
  }

  private func ids(_ results: SearchResults) -> [String] { results.hits.map(\.document.id) }

  @Test func documentsMayHaveAnyFieldAlone() throws {
    let documents = [
      Document(id: "nothing"), Document(id: "title", title: "word"), Document(id: "author", author: "word"),
      Document(id: "body", body: "word"), Document(id: "spaces", title: " ", author: "", body: "\n\n"),
    ]
    let reader = try write(documents)
    // A title weighs double, and counts double in the length.
    #expect(try Set(ids(search(reader, "word"))) == ["title", "author", "body"])
    #expect(try ids(search(reader, "-word")) == ["nothing", "spaces"])
    #expect(try search(reader, "word").hits.first { $0.document.id == "title" }?.snippet == nil)
    for document in documents { #expect(try reader.document(id: document.id)?.document == document) }
  }

  @Test func anIndexOfEmptyDocumentsIsAnIndex() throws {
    let reader = try write([Document(id: "a"), Document(id: "b")])
    #expect(try search(reader, "word").total == 0)
    #expect(try ids(search(reader, "-word")) == ["a", "b"])
    #expect(try reader.statistics().terms == 0)
  }

  @Test func longDocumentsAreFoundAndComeBackWhole() throws {
    let million = Document(
      id: "million", body: String(repeating: "all work and no play ", count: 50_000) + "end")
    let distinct = Document(id: "distinct", body: (0..<10_000).map { "word\($0)" }.joined(separator: " "))
    let reader = try write([million, distinct])
    #expect(try reader.document(id: "million")?.document == million)
    #expect(try ids(search(reader, "\"play end\"")) == ["million"])
    #expect(try ids(search(reader, "\"no play all work\"")) == ["million"])
    for number in [0, 1, 4_999, 9_999] { #expect(try ids(search(reader, "word\(number)")) == ["distinct"]) }
    #expect(try ids(search(reader, "\"word9998 word9999\"")) == ["distinct"])
    #expect(try search(reader, "word10000").total == 0)
    #expect(try reader.statistics().terms == 10_006)
  }

  @Test func moreTextThanADocumentMayHaveIsRefused() throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    let body = String(repeating: "0123456789abcdef", count: IndexWriter.maximumTextBytes / 16)
    do {
      try writer.add(Document(id: "a", title: "x", body: body))
      Issue.record("accepted")
    } catch .invalidDocument {
    } catch { Issue.record("\(error)") }
  }

  @Test func pagesFollowOneAnother() throws {
    let reader = try write(
      (0..<100).map { Document(id: "d\($0)", body: "film " + String(repeating: "x ", count: $0 / 10)) })
    let all = try ids(search(reader, "film") { $0.limit = 1_000 })
    #expect(all.count == 100)
    for (limit, offset) in [
      (0, 0), (0, 5), (10, 0), (10, 95), (10, 100), (7, 1_000), (.max, 0), (10, .max), (.max, .max), (-1, -1),
      (5, -3),
    ] {
      let results = try search(reader, "film") {
        $0.limit = limit
        $0.offset = offset
      }
      #expect(
        ids(results) == Array(all.dropFirst(max(0, offset)).prefix(max(0, limit))), "\(limit), \(offset)")
      #expect(results.total == 100)
    }
    #expect(try search(reader, "film") { $0.countsTotal = false }.total == nil)
  }

  @Test func exclusionsAloneReturnTheRestInOrder() throws {
    let reader = try write((0..<200).map { Document(id: "d\($0)", body: $0 % 3 == 0 ? "film" : "book") })
    let results = try search(reader, "-film -absent") { $0.limit = 5 }
    #expect(results.total == 133)
    #expect(ids(results) == ["d1", "d2", "d4", "d5", "d7"])
    #expect(results.hits.allSatisfy { $0.score == 0 })
  }

  @Test func kindsSelect() throws {
    let reader = try write(
      (0..<90).map {
        Document(id: "d\($0)", kind: $0 % 3 == 0 ? .review : Kind(rawValue: "note"), body: "film")
      })
    #expect(try search(reader, "film") { $0.kind = "review" }.total == 30)
    #expect(try search(reader, "-absent") { $0.kind = "note" }.total == 60)
    #expect(try search(reader, "film") { $0.kind = "unknown" }.hits.isEmpty)
    #expect(try search(reader, "-film") { $0.kind = "unknown" }.total == 0)
    #expect(try search(reader, "film") { $0.kind = "" }.total == 0)
  }

  @Test func queriesOfNothingButAnalysedAwayWordsFindNothing() throws {
    let reader = try write([Document(id: "a", body: "film")])
    #expect(try search(reader, "— … !").total == 0)
    #expect(try search(reader, "-!").hits.isEmpty)
    #expect(try reader.search(Query(clauses: [])).total == 0)
  }

  @Test func hundredsOfClausesAreEvaluated() throws {
    let words = (0..<600).map { "w\($0)" }
    // Frequent terms, with bounds by block, and rare ones.
    let both = (0..<40).map { Document(id: "all\($0)", body: words.joined(separator: " ")) }
    let reader = try write(both + [Document(id: "some", body: words.dropFirst().joined(separator: " "))])
    #expect(try search(reader, words.map { "+" + $0 }.joined(separator: " ")).total == 40)
    #expect(try search(reader, words.joined(separator: " ")).total == 41)
    #expect(try search(reader, "\"" + words.joined(separator: " ") + "\"").total == 40)
    #expect(try search(reader, "w1 " + words.dropFirst(2).map { "-" + $0 }.joined(separator: " ")).total == 0)
  }

  @Test(arguments: ["simple", "english"]) func wordsLongerThanAPassageAreFoundAndShown(analyzer: String)
    throws
  {
    let long = String(repeating: "a", count: 250)
    let longer = String(repeating: "b", count: 5_000)
    let reader = try write(
      [Document(id: "a", body: long), Document(id: "b", body: "x \(longer) \(long) y \(longer)")],
      analyzer: analyzer)
    #expect(try search(reader, long).total == 2)
    #expect(try search(reader, longer).total == 1)
    for hit in try search(reader, "\(longer) \(long)").hits {
      #expect(try #require(hit.snippet).text.utf8.count <= 300)
    }
  }

  @Test func scoresOfEqualDocumentsKeepTheirOrder() throws {
    let reader = try write((0..<500).map { Document(id: "d\($0)", body: "same words here") })
    #expect(try ids(search(reader, "words same")) == (0..<10).map { "d\($0)" })
  }

  @Test func aCommentShowsTheTitleOfItsReview() throws {
    let reader = try write([
      Document(id: "r", title: "The review", body: "film"),
      Document(id: "c", kind: .comment, parent: "r", body: "word"),
      Document(id: "orphan", kind: .comment, parent: "gone", body: "word"),
    ])
    let hits = try search(reader, "word").hits.sorted { $0.document.id < $1.document.id }
    #expect(hits.map(\.thread) == ["r", "gone"] && hits.map(\.threadTitle) == ["The review", nil])
    #expect(try search(reader, "film").hits.map(\.threadTitle) == [nil])
  }

  @Test func statisticsTellWhatIsThere() throws {
    let documents = [
      Document(id: "r1", title: "One", author: "Ana", body: "first film"),
      Document(id: "c1", kind: .comment, parent: "r1", body: "second"),
      Document(id: "c2", kind: .comment, parent: "c1", body: "third film"),
      Document(id: "r2", body: "film"), Document(id: "n", kind: Kind(rawValue: "note")),
    ]
    let statistics = try write(documents).statistics()
    #expect(statistics.documents == 5 && statistics.deletedDocuments == 0)
    #expect(statistics.kinds.map(\.kind) == ["comment", "review", "note"])
    #expect(statistics.kinds.map(\.count) == [2, 2, 1])
    #expect(statistics.threads == 3 && statistics.segments == 1 && statistics.terms == 6)
    #expect(statistics.textBytes == documents.reduce(0) { $0 + $1.textBytes })
    #expect(
      statistics.partBytes.map(\.part) == [
        "postings", "dictionary", "forms", "columns", "identifiers", "documents",
      ])
    #expect(statistics.partBytes.dropFirst().allSatisfy { $0.bytes > 0 })
    #expect(
      statistics.fileBytes > 0 && statistics.generation == 1 && statistics.settings.analyzer == "simple")
  }
}
