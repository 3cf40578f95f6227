import FTSCore
import FTSDocument
import FTSProtocol
import FTSQuery
import FTSService
import FTSTestSupport
import Testing

@Suite struct ExplainTests {
  @Test func parametersAndJSONSayTheSame() throws {
    var expected = ExplainRequest(query: "a b", id: "x")
    #expect(try ExplainRequest(parameters: [("q", "a b"), ("id", "x")]) == expected)
    expected.all = true
    expected.strict = true
    expected.timeout = 7
    let parameters = [("q", "a b"), ("id", "x"), ("all", "1"), ("strict", "true"), ("timeout_ms", "7")]
    #expect(try ExplainRequest(parameters: parameters.map { (name: $0.0, value: $0.1) }) == expected)
    #expect(try ExplainRequest(json: expected.json()) == expected)
    let built = ExplainRequest(tree: .word("her"), id: "x")
    #expect(try ExplainRequest(json: built.json()) == built)
  }

  @Test(arguments: [
    ([("q", "a")], Problem.Code.missingParameter), ([("id", "a")], .missingParameter),
    ([("q", "a"), ("id", "b"), ("limit", "3")], .unknownParameter),
    ([("q", "a"), ("id", "b"), ("id", "c")], .invalidParameter),
    ([("q", "a"), ("id", "b"), ("all", "yes")], .invalidParameter),
    ([("query", "a"), ("id", "b")], .invalidParameter),
    ([("q", "a"), ("id", "b"), ("timeout_ms", "0")], .invalidParameter),
    ([("q", String(repeating: "a", count: 8193)), ("id", "b")], .invalidParameter),
  ])
  func refusesParameters(parameters: [(String, String)], code: Problem.Code) {
    let problem = #expect(throws: Problem.self) {
      try ExplainRequest(parameters: parameters.map { (name: $0.0, value: $0.1) })
    }
    #expect(problem?.code == code)
  }

  @Test(arguments: [
    ("[]", Problem.Code.invalidJSON), (#"{"q":"a"}"#, .missingParameter), (#"{"id":"a"}"#, .missingParameter),
    (#"{"q":"a","id":3}"#, .invalidParameter),
    (#"{"q":"a","id":"b","query":{"word":"a"}}"#, .invalidParameter),
    (#"{"q":"a","id":"b","limit":3}"#, .unknownParameter),
    (#"{"query":{"wrd":"a"},"id":"b"}"#, .invalidQuery),
  ])
  func refusesJSON(json: String, code: Problem.Code) {
    let problem = #expect(throws: Problem.self) { try ExplainRequest(json: Array(json.utf8)) }
    #expect(problem?.code == code)
  }

  @Test func theAnswerTellsTheRankOrTheReasons() throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    defer { writer.close() }
    try writer.add(Document(id: "a", rating: 3, body: "love and love"))
    try writer.add(Document(id: "b", body: "love and nothing but war"))
    try writer.commit()
    let service = SearchService(reader: try IndexReader(path: directory.file("index")))
    var search = SearchRequest(query: "love")
    search.explain = true
    let hits = try service.search(search).hits
    for (rank, hit) in hits.enumerated() {
      let answer = try service.explain(ExplainRequest(query: "love", id: hit.id))
      #expect(answer.rank == rank + 1 && answer.total == 2 && answer.explanation == hit.explanation)
      #expect(answer.mismatches.isEmpty && answer.query == "love" && answer.id == hit.id)
    }
    let answer = try service.explain(ExplainRequest(query: "rating:>=4 (peace OR war)", id: "a"))
    let json = String(decoding: JSONWriter.encode(answer), as: UTF8.self)
      .replacing(#/"took_us":\d+/#, with: #""took_us":0"#)
    #expect(
      json
        == #"{"query":"rating:>=4 (peace OR war)","id":"a","total":0,"took_us":0,"mismatches":["#
        + #"{"part":"rating:>=4","reason":"its rating is 3"},"#
        + #"{"part":"peace war","reason":"none of its parts matches","parts":["#
        + #"{"part":"peace","reason":"does not occur in it"},{"part":"war","reason":"does not occur in it"}]}]}"#
    )
    var all = ExplainRequest(query: "love war", id: "a")
    #expect(try service.explain(all).rank != nil)
    all.all = true
    #expect(try service.explain(all).mismatches.map(\.part) == ["war"])
    let problem = #expect(throws: Problem.self) {
      try service.explain(ExplainRequest(query: "love", id: "c"))
    }
    #expect(problem?.code == .documentNotFound)
  }
}
