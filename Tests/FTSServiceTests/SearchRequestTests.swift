import FTSProtocol
import FTSQuery
import Testing

@Suite struct SearchRequestTests {
  /// However often it is asked, and in whatever order they stand.
  @Test func ofSeveralWrongMembersTheSameIsTold() throws {
    let members = [#""limit":"a""#, #""facets":1"#, #""offset":"b""#, #""q":2"#, #""snippet":3"#]
    for _ in 0..<50 {
      let body = "{" + members.shuffled().joined(separator: ",") + "}"
      let problem = #expect(throws: Problem.self) { try SearchRequest(json: Array(body.utf8)) }
      #expect(problem?.detail.hasPrefix("facets ") == true, "\(body): \(problem?.detail ?? "")")
    }
  }

  @Test func parametersAndJSONSayTheSame() throws {
    var expected = SearchRequest(query: "a b")
    expected.like = "x"
    expected.limit = 5
    expected.offset = 20
    expected.all = true
    expected.strict = true
    expected.kind = "comment"
    expected.sort = [SortKey(.rating), SortKey(.date, isAscending: true), SortKey(.attribute("votes"))]
    expected.facets = [Facet(.author, limit: 20), Facet(.year), Facet(.attribute("votes"))]
    expected.boosts = [.recency(halfLife: 90 * 86_400), .rating]
    expected.proximity = false
    expected.collapse = true
    expected.explain = true
    expected.snippet = false
    expected.total = false
    expected.exhaustive = true
    expected.timeout = 250
    let parameters = [
      ("q", "a b"), ("like", "x"), ("limit", "5"), ("offset", "20"), ("all", "true"), ("strict", "true"),
      ("kind", "comment"), ("sort", "-rating,+date,votes"), ("facets", "author:20,year,votes"),
      ("boost", "recency:90d,rating"), ("proximity", "false"), ("collapse", "true"),
      ("explain", "1"),
      ("snippet", "false"), ("total", "0"), ("exhaustive", "true"),
      ("timeout_ms", "250"),
    ]
    #expect(try SearchRequest(parameters: parameters.map { (name: $0.0, value: $0.1) }) == expected)
    #expect(try SearchRequest(json: expected.json()) == expected)
  }

  @Test func threadsAreAskedForAlike() throws {
    var expected = SearchRequest(query: "a")
    expected.by = .thread
    expected.comments = 0
    #expect(try SearchRequest(parameters: [("q", "a"), ("by", "thread"), ("comments", "0")]) == expected)
    #expect(try SearchRequest(json: expected.json()) == expected)
    #expect(try SearchRequest(json: Array(#"{"q":"a","by":"thread","comments":0}"#.utf8)) == expected)
  }

  @Test func aTreeStandsInThePlaceOfTheText() throws {
    let tree = try QueryParser.parse("title:her AND (love OR war)")
    let expected = SearchRequest(tree: tree)
    #expect(expected.query == tree.description)
    #expect(try SearchRequest(json: expected.json()) == expected)
    #expect(try SearchRequest(json: Array(#"{"query":{"word":"her"},"limit":10}"#.utf8)).tree == .word("her"))
  }

  @Test func aCursorIsPassedOn() throws {
    var expected = SearchRequest(query: "a")
    expected.cursor = "AbC-_"
    #expect(try SearchRequest(parameters: [("q", "a"), ("cursor", "AbC-_")]) == expected)
    #expect(try SearchRequest(json: expected.json()) == expected)
  }

  @Test func aDocumentToBeLikeIsEnough() throws {
    let expected = SearchRequest(like: "her")
    #expect(try SearchRequest(parameters: [("like", "her")]) == expected)
    #expect(try SearchRequest(json: Array(#"{"like":"her"}"#.utf8)) == expected)
    #expect(try SearchRequest(json: expected.json()) == expected)
  }

  @Test func aStandingQueryKeepsWhatItMayAskFor() throws {
    var search = SearchRequest(query: "a")
    search.like = "her"
    search.all = true
    search.strict = true
    search.kind = "comment"
    search.snippet = false
    var expected = WatchRequest(search)
    expected.since = 7
    #expect(try WatchRequest(parameters: expected.parameters) == expected)
    #expect(try WatchRequest(json: expected.json()) == expected)
  }

  @Test func theQueryAloneIsEnough() throws {
    #expect(try SearchRequest(parameters: [("q", "her")]) == SearchRequest(query: "her"))
    #expect(try SearchRequest(json: Array(#"{"q":"her"}"#.utf8)) == SearchRequest(query: "her"))
  }

  @Test(arguments: [
    (["limit=5"], Problem.Code.missingParameter), (["q=a", "lmit=5"], .unknownParameter),
    (["q=a", "limit=ten"], .invalidParameter), (["q=a", "limit=-1"], .invalidParameter),
    (["q=a", "limit=1001"], .invalidParameter), (["q=a", "offset=10001"], .invalidParameter),
    (["q=a", "limit=1000", "offset=9001"], .invalidParameter), (["q=a", "q=b"], .invalidParameter),
    (["q=a", "all=yes"], .invalidParameter), (["query=a"], .invalidParameter),
    (["q=a", "all="], .invalidParameter), (["q=a", "sort="], .invalidParameter),
    (["q=a", "sort=date,"], .invalidParameter), (["q=a", "sort=date,+date"], .invalidParameter),
    (["q=a", "boost=recency"], .invalidParameter), (["q=a", "boost="], .invalidParameter),
    (["q=a", "cursor=x", "collapse=1"], .invalidParameter),
    (["q=a", "by=thread", "cursor=x"], .invalidParameter),
    (["q=a", "by=thread", "collapse=1"], .invalidParameter),
    (["q=a", "boost=rating,rating"], .invalidParameter),
    (["q=a", "cursor=x", "offset=1"], .invalidParameter),
    (["q=a", "facets="], .invalidParameter), (["q=a", "facets=year,"], .invalidParameter),
    (["q=a", "facets=year:0"], .invalidParameter),
    (["q=a", "facets=" + String(repeating: "a,", count: 16) + "a"], .invalidParameter),
    (["q=a", "by=author"], .invalidParameter), (["q=a", "comments=3"], .invalidParameter),
    (["q=a", "by=thread", "comments=21"], .invalidParameter),
    (["q=a", "by=thread", "comments=-1"], .invalidParameter),
    (["q=a", "by=thread", "sort=date"], .invalidParameter),
    (["q=a", "sort= date"], .invalidParameter), (["q=a", "sort=a,b,c,d,e"], .invalidParameter),
    (["q=" + String(repeating: "a", count: 8193)], .invalidParameter),
    (["q=a", "limit=99999999999999999999"], .invalidParameter),
    (["q=a", "timeout_ms=0"], .invalidParameter), (["q=a", "timeout_ms=60001"], .invalidParameter),
  ])
  func refusesParameters(arguments: [String], code: Problem.Code) {
    let parameters = arguments.map { argument in
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(parts[0]), value: String(parts[1]))
    }
    #expect { try SearchRequest(parameters: parameters) } throws: { ($0 as? Problem)?.code == code }
  }

  @Test(arguments: [
    (#"{"limit":5}"#, Problem.Code.missingParameter), (#"{"q":"a","query":{"word":"b"}}"#, .invalidParameter),
    (#"{"query":"b"}"#, .invalidParameter),
    (#"{"query":{"wort":"b"}}"#, .invalidQuery), (#"{"q":"a","qery":"b"}"#, .unknownParameter),
    (#"{"q":5}"#, .invalidParameter), (#"{"q":"a","limit":"5"}"#, .invalidParameter),
    (#"{"q":"a","limit":1.5}"#, .invalidParameter), (#"{"q":"a","limit":2000}"#, .invalidParameter),
    (#"{"q":"a","all":1}"#, .invalidParameter), (#"{"q":"a","sort":["date"]}"#, .invalidParameter),
    (#"{"q":null}"#, .invalidParameter), ("", .invalidJSON),
    ("[]", .invalidJSON), ("{", .invalidJSON), (#"q=a"#, .invalidJSON), (#"{"q":"a"} x"#, .invalidJSON),
    (String(repeating: "[", count: 100_000), .invalidJSON),
  ])
  func refusesJSON(body: String, code: Problem.Code) {
    #expect { try SearchRequest(json: Array(body.utf8)) } throws: { ($0 as? Problem)?.code == code }
  }

  @Test func theLimitsThemselvesAreAllowed() throws {
    var request = SearchRequest(query: String(repeating: "a", count: Limits.queryBytes))
    request.limit = Limits.hits
    request.offset = Limits.window - Limits.hits
    try request.validate()
    request.limit = 0
    request.offset = Limits.window
    try request.validate()
  }
}
