import FTSCore
import FTSCorpus
import FTSDocument
import FTSProtocol
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSService

@Suite struct ExportTests {
  /// What is hard to write as JSON, to split at commas and to tell from other fields.
  private static let texts = [
    "\"quoted\" \\ and / slashed", "tab\tand\nlines\r\nof text", "映画は素晴らしい", "👩‍👩‍👧 e\u{301}", "a, b; c",
    "\u{7F}\u{2028}",
  ]
  private static let names = [
    "votes", "rating", "id", "text", "body", "name", "attributes", "a.b", "", "длина", "score",
    "thread_title",
  ]
  private static let dates = [
    "0001", "2013", "2013-12", "2013-12-18", "2013-12-18T20:15:30Z", "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59Z",
  ]
  private static let numbers = [0, -0.0, 1, 2.5, 1e300, -1e-300, 0.1, 16_777_217, .leastNonzeroMagnitude]

  /// Gives a document of a random corpus whatever a document can have.
  static func fill(_ document: inout Document, _ generator: inout SeededGenerator) {
    func some<Value>(_ values: [Value]) -> Value? {
      Bool.random(using: &generator) ? values.randomElement(using: &generator) : nil
    }
    if document.kind == .comment, let kind = some(["note", "pingback"]) {
      document.kind = Kind(rawValue: kind)
    }
    // Then it is found by the parent, which need not be there.
    if some([true]) != nil { document.thread = nil }
    if some([true, false, false, false]) == true { document.parent = "absent \"\(document.id)\"" }
    if let text = some(texts) { document.body += " " + text }
    if let text = some(texts), document.title == nil { document.title = text }
    document.date = some(dates).flatMap { Timestamp($0) }
    document.rating = some(numbers)
    document.url = some(["https://example.org/?a=\"b\"&c", "x"])
    document.language = some(["en", "pt-BR"])
    document.tags = (0..<3).compactMap { _ in some(["noir", "slow, burn", "\"q\"", "映画"]) }
    for _ in 0..<4 {
      guard let name = some(names) else { continue }
      let value =
        some(numbers).map(Attribute.Value.number) ?? .string(texts.randomElement(using: &generator) ?? "")
      document.attributes.append(Attribute(name, value))
    }
  }

  private static func service(
    _ documents: [Document], _ directory: TemporaryDirectory, _ name: String
  ) throws -> SearchService {
    let writer = try IndexWriter(path: directory.file(name))
    for document in documents { try writer.add(document) }
    try writer.commit()
    writer.close()
    return SearchService(reader: try IndexReader(path: directory.file(name)))
  }

  /// The same documents in several commits, in any order, some of them replaced and others deleted, and all that brought
  /// together.
  private static func scatteredService(
    _ documents: [Document], _ directory: TemporaryDirectory, _ generator: inout SeededGenerator
  ) throws -> SearchService {
    let writer = try IndexWriter(path: directory.file("scattered"))
    defer { writer.close() }
    var rest = documents.shuffled(using: &generator)[...]
    while !rest.isEmpty {
      for var document in rest.prefix(150) {
        try writer.add(Document(id: "gone-\(document.id)", parent: document.parent, body: document.body))
        let body = document.body
        document.body += " replaced"
        try writer.add(document)
        document.body = body
        try writer.add(document)
      }
      try writer.commit()
      rest = rest.dropFirst(150)
    }
    for document in documents { _ = try writer.delete(id: "gone-\(document.id)") }
    try writer.commit()
    _ = try writer.compact(reorder: false) { _ in }
    return SearchService(reader: try IndexReader(path: directory.file("scattered")))
  }

  private static func lines(_ service: SearchService, matching query: String? = nil) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try service.forEachDocument(matching: query) {
      lines.append(JSONWriter.encode($0))
      return true
    }
    return lines
  }

  /// The answer without the time it took.
  private static func answer(_ request: SearchRequest, of service: SearchService) throws -> SearchResponse {
    var response = try service.search(request)
    response.tookMicroseconds = 0
    response.cursor = nil
    return response
  }

  private static func compare(
    _ queries: [Query], _ a: SearchService, _ b: SearchService, _ seed: UInt64
  ) throws {
    var found = 0
    for query in queries {
      var request = SearchRequest(tree: query)
      request.limit = 100
      request.facets = [Facet(.author), Facet(.kind), Facet(.rating), Facet(.tag)]
      let expected = try answer(request, of: a)
      found += expected.hits.count
      #expect(try answer(request, of: b) == expected, "\(query), seed \(seed)")
    }
    #expect(found > queries.count, "seed \(seed)")
  }

  @Test(arguments: Seeds.all, [false, true])
  func anIndexOfWhatWasExportedAnswersAlike(seed: UInt64, isScattered: Bool) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 400, vocabularySize: 300)
    var documents = corpus.makeDocuments(using: &generator)
    for index in documents.indices { Self.fill(&documents[index], &generator) }
    let directory = try TemporaryDirectory()
    let original =
      isScattered
      ? try Self.scatteredService(documents, directory, &generator)
      : try Self.service(documents, directory, "original")
    let lines = try Self.lines(original)
    #expect(lines.count == documents.count)
    let reader = RecordReader()
    let records = try lines.map { try reader.record($0) }
    #expect(records.flatMap(\.warnings) == [])
    let copy = try Self.service(records.map(\.document), directory, "copy")

    for document in documents {
      #expect(try copy.document(id: document.id) == original.document(id: document.id), "seed \(seed)")
    }
    #expect(try Self.lines(copy) == lines, "seed \(seed)")
    let random = RandomQuery(corpus: corpus, documents: documents)
    var options = QueryParser.Options()
    options.attributes = Set(Self.names)
    let filters = try [
      "rating:>=1", "date:2013", "date:<1970", "tag:\"slow, burn\"", "has:url", "votes:2.5", "name:quoted",
      "thread:review-0", "is:pingback", "score:0..1",
    ].map { try QueryParser.parse($0, options) }
    let queries =
      (0..<100).map { _ in random.nextTree(using: &generator) }
      + (0..<100).map { _ in random.next(using: &generator) }
    try Self.compare(queries + filters, original, copy, seed)
  }

  @Test func aQueryChoosesWhatIsExported() throws {
    let directory = try TemporaryDirectory()
    let service = try Self.service(
      [
        Document(id: "a", rating: 5, body: "one"), Document(id: "b", rating: 1, body: "one"),
        Document(id: "c", body: "two"),
      ],
      directory, "index")
    let lines = try Self.lines(service, matching: "one rating:>=4").map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(lines == [#"{"id":"a","kind":"review","rating":5,"thread":"a","body":"one"}"#])
    #expect(throws: Problem.self) { try Self.lines(service, matching: "(one") }
  }

  /// What a subset leaves out, a comment's review, is not needed to keep it in its thread.
  @Test func aCommentKeepsItsThreadWithoutItsReview() throws {
    let directory = try TemporaryDirectory()
    let original = try Self.service(
      [
        Document(id: "r", body: "review"), Document(id: "c1", kind: .comment, parent: "r", body: "comment"),
        Document(id: "c2", kind: .comment, parent: "c1", body: "comment"),
      ], directory, "original")
    let lines = try Self.lines(original, matching: "comment")
    let copy = try Self.service(try lines.map { try RecordReader().record($0).document }, directory, "copy")
    for id in ["c1", "c2"] { #expect(try copy.document(id: id) == original.document(id: id)) }
  }

  @Test func bulkLinesNameTheDocument() {
    #expect(
      String(decoding: JSONWriter.encode(BulkAction(id: "a\"b")), as: UTF8.self)
        == #"{"index":{"_id":"a\"b"}}"#)
  }

  @Test(arguments: [
    (
      "english", #"["cjk_width","lowercase","cjk_bigram","possessives","asciifolding","stems"]"#,
      #""language":"English""#
    ),
    ("german", #"["cjk_width","lowercase","cjk_bigram","stems","asciifolding"]"#, #""language":"German""#),
    // The first of several.
    (
      "german+english", #"["cjk_width","lowercase","cjk_bigram","stems","asciifolding"]"#,
      #""language":"German""#
    ),
    ("greek", #"["cjk_width","lowercase","cjk_bigram","asciifolding"]"#, #""filter":{}"#),
    ("simple", #"["lowercase"]"#, #""pattern":"[A-Za-z0-9]+""#),
  ])
  func aMappingAnalysesAndRanksAsTheIndexDoes(analyzer: String, filters: String, detail: String) {
    let mapping = BulkMapping(IndexSettings(analyzer: analyzer, k1: 0.9, b: 0.4))
    let json = String(decoding: JSONWriter.encode(mapping), as: UTF8.self)
    #expect(json.contains(#""similarity":{"default":{"type":"BM25","k1":0.9,"b":0.4}}"#))
    #expect(json.contains(#""filter":\#(filters)"#) && json.contains(detail))
    // Every member of an exported document has a type, attributes by their template.
    for field in [
      "id", "kind", "parent", "thread", "title", "author", "date", "rating", "url", "tags", "language",
      "body",
    ] {
      #expect(json.contains(#""\#(field)":{"type":"#), "\(field)")
    }
    for type in ["string", "long", "double"] {
      #expect(json.contains(#""path_match":"attributes.*","match_mapping_type":"\#(type)""#))
    }
  }

  @Test(
    "a mapping keeps protected words from being stemmed",
    arguments: [("english", "cafe"), ("german", "café")])
  func protectedWords(analyzer: String, form: String) throws {
    let settings = IndexSettings(analyzer: analyzer, protectedWords: try WordList("Café\nKindle"))
    let json = String(decoding: JSONWriter.encode(BulkMapping(settings)), as: UTF8.self)
    #expect(json.contains(#""protected":{"type":"keyword_marker","keywords":["\#(form)","kindle"]}"#))
    #expect(json.contains(#""protected","stems""#))
    let plain = String(
      decoding: JSONWriter.encode(BulkMapping(IndexSettings(analyzer: analyzer))), as: UTF8.self)
    #expect(!plain.contains("protected"))
  }
}
