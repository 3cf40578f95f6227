import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// Any text can be searched for: with those of the parser's own tests, a million of them in a run.
@Suite struct SearchFuzzTests {
  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    defer { writer.close() }
    // In two segments, with a document deleted.
    try writer.add(
      Document(
        id: "a", title: "Film", body: "A film of 2013. Don't!", attributes: [Attribute("film", .string("A"))])
    )
    try writer.add(Document(id: "b", kind: .comment, parent: "a", author: "a", body: "a a film é 映画 😀 2"))
    try writer.commit()
    try writer.add(
      Document(id: "c", date: Timestamp("2013-05"), rating: 3, tags: ["a film", "of"], body: "film"))
    try writer.add(Document(id: "d", body: ""))
    try writer.add(Document(id: "e", body: "a film, deleted"))
    try writer.commit()
    _ = try writer.delete(id: "e")
    try writer.commit()
    reader = try IndexReader(path: directory.file("index"))
  }

  /// What pieces make: 420,000 texts.
  @Test(arguments: Seeds.all) func noTextIsTooMuchForASearch(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let texts = RandomQueryText()
    for round in 0..<210_000 { try search(texts.next(using: &generator), seed, round) }
  }

  /// Any bytes: 70,000 texts.
  @Test(arguments: Seeds.all) func noBytesAreTooMuchForASearch(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<35_000 {
      let bytes = generator.bytes(generator.number(0...20))
      try search(String(decoding: bytes, as: UTF8.self), seed, round)
    }
  }

  private func search(_ text: String, _ seed: UInt64, _ round: Int) throws {
    var parsing = QueryParser.Options()
    parsing.requiresAll = round % 5 == 0
    parsing.attributes = round % 3 == 0 ? ["film"] : nil
    let query = try QueryParser.parse(text, parsing)
    var options = SearchOptions()
    options.makesSnippets = round % 16 == 0
    options.explains = round % 16 == 1
    let found = try reader.search(query, options: options)
    if found.total != found.hits.count || found.hits.contains(where: { !$0.score.isFinite }) {
      Issue.record("seed \(seed), round \(round): \(text) finds \(found)")
    }
    guard round % 16 == 2 else { return }
    options.isExhaustive = true
    let exhaustive = try reader.search(query, options: options)
    if exhaustive != found {
      Issue.record("seed \(seed), round \(round): \(text) finds \(exhaustive) exhaustively")
    }
    for id in ["a", "b", "c", "d"] {
      let rank = try reader.explain(query, id: id)?.rank
      if rank != found.hits.firstIndex(where: { $0.document.id == id }).map({ $0 + 1 }) {
        Issue.record("seed \(seed), round \(round): \(text) ranks \(id) at \(String(describing: rank))")
      }
    }
  }
}
