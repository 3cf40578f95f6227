import FTSCore
import FTSDocument
import FTSProtocol
import FTSQuery
import FTSService
import FTSTestSupport
import Foundation
import Synchronization
import Testing

@Suite struct SearchServiceTests {
  private static func service(_ documents: [Document]) throws -> (SearchService, TemporaryDirectory) {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let writer = try IndexWriter(path: path)
    for document in documents { try writer.add(document) }
    try writer.commit()
    writer.close()
    return (SearchService(reader: try IndexReader(path: path)), directory)
  }

  private static let documents = [
    Document(
      id: "her", title: "Her", author: "Ana", date: Timestamp("2013-12-18"), rating: 8.5,
      url: "https://example.org/her",
      tags: ["film"], language: "en", body: "A film about humanism and machines.",
      attributes: [Attribute("votes", .number(3)), Attribute("source", .string("blog"))]),
    Document(id: "her#1", kind: .comment, parent: "her", thread: "her", body: "Humanism without people."),
    Document(id: "other", title: "Other", body: "Nothing of the sort."),
  ]

  @Test func anIndexInThePlaceOfAnotherIsSearched() throws {
    let (service, directory) = try Self.service(Self.documents)
    #expect(try service.search(SearchRequest(query: "humanism")).total == 2)
    try FileManager.default.removeItem(atPath: directory.file("index"))
    let problem = #expect(throws: Problem.self) { try service.search(SearchRequest(query: "humanism")) }
    #expect(problem?.code == .indexUnavailable)
    let writer = try IndexWriter(path: directory.file("index"), analyzer: "simple")
    defer { writer.close() }
    try writer.add(Document(id: "new", body: "humanism"))
    try writer.commit()
    let response = try service.search(SearchRequest(query: "humanism"))
    #expect(response.total == 1 && response.hits.map(\.id) == ["new"])
    #expect(try service.document(id: "new").id == "new")
    #expect(try service.statistics().analyzer == "simple")
  }

  @Test(
    arguments: [
      ("humanism", [.kind("comment")], "humanism is:comment"),
      ("humanism", [.equals(.author, "Ana")], "humanism author:=Ana"),
      ("humanism OR sort", [.kind("review")], "(humanism OR sort) is:review"),
      ("-people", [.kind("comment")], "-people is:comment"),
      ("is:review", [.equals(.tag, "film"), .rating(.atLeast(8))], "is:review tag:=film rating:>=8"),
      ("+film nothing", [.thread("her")], "+film nothing thread:her"),
      ("2 of (film machines sort)", [.kind("review")], "(2 of (film machines sort)) is:review"),
    ] as [(String, [Filter], String)])
  func filtersNarrowAsTheQueryWould(query: String, filters: [Filter], text: String) throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: query)
    request.filters = filters
    let narrowed = try service.search(request)
    let written = try service.search(SearchRequest(query: text))
    #expect(
      narrowed.hits.map(\.id) == written.hits.map(\.id)
        && narrowed.hits.map(\.score) == written.hits.map(\.score))
    #expect(narrowed.total == written.total && narrowed.query == query)
  }

  @Test func aThreadIsPassedUntilItIsEnough() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let found = Mutex<[String]>([])
    try service.forEachDocument(ofThread: "her") { document in
      found.withLock { $0.append(document.id + (document.body.isEmpty ? "" : "+")) }
      return true
    }
    #expect(found.withLock { $0 } == ["her+", "her#1+"])
    try service.forEachDocument(ofThread: "her") { document in
      found.withLock { $0.append(document.id) }
      return false
    }
    #expect(found.withLock { $0 } == ["her+", "her#1+", "her"])
    try service.forEachDocument(ofThread: "nobody") { _ in
      Issue.record("there is none")
      return true
    }
  }

  /// The time of a request counts from its arrival, also while it waits.
  @Test func aRequestThatWaitedTooLongIsAnsweredWithNothing() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "humanism")
    request.facets = [Facet(.kind)]
    let long = ContinuousClock.now - .seconds(5)
    #expect(try service.search(request, effort: .whole(since: long)).total == 2)
    request.timeout = 4_000
    let response = try service.search(request, effort: .whole(since: long))
    #expect(response.isPartial && response.total == nil && response.hits.isEmpty && response.cursor == nil)
    #expect(response.facets.map(\.name) == ["kind"])
    var explain = ExplainRequest(query: "humanism", id: "her")
    explain.timeout = 4_000
    let problem = #expect(throws: Problem.self) { try service.explain(explain, effort: .whole(since: long)) }
    #expect(problem?.code == .deadlineExceeded && problem?.status == 504)
    let hurried = SearchService(reader: try IndexReader(path: directory.file("index")), timeout: 4_000)
    request.timeout = nil
    #expect(try hurried.search(request, effort: .whole(since: long)).isPartial)
    request.timeout = 60_000
    #expect(try hurried.search(request, effort: .whole(since: long)).total == 2)
  }

  @Test func whatIsLikeADocumentIsFound() throws {
    let (service, directory) = try Self.service(
      Self.documents + [Document(id: "third", title: "Third", body: "Machines without humanism, a film.")])
    defer { _ = directory }
    func ids(_ request: SearchRequest) throws -> Set<String> {
      Set(try service.search(request).hits.map(\.id))
    }
    var request = SearchRequest(like: "her")
    #expect(try ids(request) == ["her#1", "third"])
    let response = try service.search(request)
    #expect(response.hits.first?.id == "third" && response.total == 2 && response.like == "her")
    #expect(
      String(decoding: response.json(), as: UTF8.self).hasPrefix(#"{"query":"","like":"her","total":2,"#))
    request.query = "is:review"
    #expect(try ids(request) == ["third"])
    request.query = "without"
    #expect(try ids(request) == ["her#1", "third"])
    request.kind = "comment"
    #expect(try ids(request) == ["her#1"])
    let problem = #expect(throws: Problem.self) { try service.search(SearchRequest(like: "nobody")) }
    #expect(problem?.code == .documentNotFound)
  }

  @Test func aHitTellsAllThatIsKnown() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let response = try service.search(SearchRequest(query: "machines"))
    let hit = try #require(response.hits.first)
    #expect(response.total == 1 && response.hits.count == 1 && response.query == "machines")
    #expect(hit.id == "her" && hit.kind == "review" && hit.score > 0)
    #expect(
      hit.metadata
        == DocumentMetadata(
          title: "Her", author: "Ana", date: "2013-12-18", rating: 8.5, thread: "her",
          url: "https://example.org/her",
          tags: ["film"], language: "en",
          attributes: Attributes([("source", .string("blog")), ("votes", .number(3))])))
    #expect(hit.snippet?.contains("machines") == true)
  }

  @Test func threadsReachTheEngine() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "people sort")
    request.by = .thread
    request.explain = true
    let response = try service.search(request)
    #expect(response.by == .thread && response.total == 2 && response.documents == 2)
    let her = try #require(response.hits.first { $0.id == "her" })
    let comment = try #require(her.matches?.comments.first)
    #expect(comment.id == "her#1" && comment.score == her.score && comment.explanation != nil)
    #expect(her.matches?.includesHit == false && her.matches?.more == 0)
    #expect(her.explanation == nil && her.snippet == nil && comment.snippet != nil)
    let other = try #require(response.hits.first { $0.id == "other" })
    #expect(other.matches?.includesHit == true && other.matches?.comments == [] && other.explanation != nil)
    request.comments = 0
    #expect(try service.search(request).hits.first { $0.id == "her" }?.matches?.more == 1)
    request.query = "!!!"
    #expect(try service.search(request).documents == 0)
  }

  @Test func optionsReachTheEngine() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "humanism machines")
    #expect(try service.search(request).total == 2)
    request.all = true
    #expect(try service.search(request).hits.map(\.id) == ["her"])
    request.all = false
    request.kind = "comment"
    #expect(try service.search(request).hits.map(\.id) == ["her#1"])
    request.kind = nil
    request.total = false
    request.snippet = false
    request.limit = 1
    let first = try service.search(request)
    #expect(first.total == nil && first.hits.count == 1 && first.hits[0].snippet == nil)
    request.offset = 1
    let second = try service.search(request)
    #expect(second.hits.count == 1 && second.hits[0].id != first.hits[0].id)
  }

  @Test func resultsAreOrderedAsAsked() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "*")
    request.sort = [SortKey(.threadLength), SortKey(.attribute("votes"))]
    let response = try service.search(request)
    #expect(response.hits.map(\.id) == ["her", "her#1", "other"])
    #expect(response.hits.map(\.threadLength) == [2, 2, 1])
    request.sort = [SortKey(.attribute("nothing"))]
    #expect { try service.search(request) } throws: { ($0 as? Problem)?.code == .invalidParameter }
  }

  @Test func matchesAreCountedAsAsked() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "*")
    request.limit = 0
    request.facets = [
      Facet(.kind), Facet(.year), Facet(.rating), Facet(.attribute("votes")), Facet(.author, limit: 1),
    ]
    let response = try service.search(request)
    #expect(
      response.facets == [
        FacetResponse(
          name: "kind", documents: 3, mean: nil,
          values: [
            FacetResponse.Bucket(value: .string("review"), count: 2),
            FacetResponse.Bucket(value: .string("comment"), count: 1),
          ], otherValues: 0),
        FacetResponse(
          name: "year", documents: 1, mean: nil,
          values: [FacetResponse.Bucket(value: .string("2013"), count: 1)], otherValues: 0),
        FacetResponse(
          name: "rating", documents: 1, mean: 8.5,
          values: [FacetResponse.Bucket(value: .number(8.5), count: 1)], otherValues: 0),
        FacetResponse(
          name: "votes", documents: 1, mean: 3,
          values: [FacetResponse.Bucket(value: .number(3), count: 1)], otherValues: 0),
        FacetResponse(
          name: "author", documents: 1, mean: nil,
          values: [FacetResponse.Bucket(value: .string("Ana"), count: 1)], otherValues: 0),
      ])
    #expect(response.total == 3 && response.hits.isEmpty)
    request.facets = [Facet(.attribute("nothing"))]
    #expect { try service.search(request) } throws: { ($0 as? Problem)?.code == .invalidParameter }
  }

  @Test func pagesFollowOneAnother() throws {
    let (service, directory) = try Self.service(Self.documents)
    var request = SearchRequest(query: "*")
    request.limit = 1
    request.sort = [SortKey(.date)]
    var ids: [String] = []
    repeat {
      let response = try service.search(request)
      #expect(response.offset == ids.count && response.total == 3)
      ids += response.hits.map(\.id)
      request.cursor = response.cursor
    } while request.cursor != nil
    #expect(ids == ["her", "her#1", "other"])
    func code(_ cursor: String?, _ query: String) -> Problem.Code? {
      request.cursor = cursor
      request.query = query
      do {
        _ = try service.search(request)
        return nil
      } catch {
        return error.code
      }
    }
    request.query = "*"
    let cursor = try #require(try service.search(request).cursor)
    #expect(code(cursor, "*") == nil)
    #expect(code(cursor, "her") == .invalidCursor)
    #expect(code(String(cursor.dropLast()), "*") == .invalidCursor)
    let writer = try IndexWriter(path: directory.file("index"))
    defer { writer.close() }
    try writer.add(Document(id: "new", body: "new"))
    try writer.commit()
    #expect(code(cursor, "*") == .cursorExpired)
  }

  @Test func copiesAreFolded() throws {
    let copy = Document(id: "copy", title: "Other", body: "nothing: of the SORT")
    let (service, directory) = try Self.service(Self.documents + [copy])
    defer { _ = directory }
    var request = SearchRequest(query: "*")
    request.collapse = true
    let response = try service.search(request)
    #expect(response.hits.map(\.id) == ["her", "her#1", "other"] && response.total == 4)
    #expect(response.hits.map(\.duplicates) == [0, 0, 1])
    #expect(try service.search(SearchRequest(query: "*")).hits.allSatisfy { $0.duplicates == 0 })
  }

  @Test func boostsAreExplained() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "humanism")
    request.boosts = [.rating, .recency(halfLife: 86_400)]
    request.explain = true
    let hit = try #require(try service.search(request).hits.first)
    let explanation = try #require(hit.explanation)
    // The only rating, and a date long past.
    #expect(explanation.boosts.map(\.boost) == ["rating", "recency:1d"])
    #expect(explanation.boosts.map(\.factor) == [1, 1] && explanation.score == hit.score)
  }

  @Test func everyMatchIsPassed() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let ids = Mutex<[String]>([])
    try service.forEachHit(SearchRequest(query: "*")) { hit in
      ids.withLock { $0.append(hit.id) }
      return true
    }
    #expect(ids.withLock { $0 } == ["her", "her#1", "other"])
  }

  @Test func textAndTreeFindTheSame() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let text = "title:her OR (humanism AND is:comment)"
    let typed = try service.search(SearchRequest(query: text))
    let tree = try QueryParser.parse(text)
    let built = try service.search(SearchRequest(tree: tree))
    #expect(typed.hits.map(\.id) == ["her", "her#1"] && built.hits == typed.hits)
    #expect(built.query == tree.description)
  }

  /// A name before a colon is an attribute's where documents have it, else part of a word.
  @Test func namesAreAttributesWhereThereAreSuch() throws {
    let film = Document(id: "film", body: "Mission impossible, the film")
    let (service, directory) = try Self.service(Self.documents + [film])
    defer { _ = directory }
    func ids(_ query: String) throws -> [String] {
      try service.search(SearchRequest(query: query)).hits.map(\.id)
    }
    #expect(try ids("Mission:Impossible") == ["film"])
    #expect(try ids("source:blog") == ["her"])
    #expect(try ids("votes:>2 humanism") == ["her"])
    // A filter without a word says nothing.
    #expect(try ids("source:!!! impossible") == ["film"])
  }

  @Test func aProblemOfTheQueryTellsItsPlace() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "humanism (machines")
    #expect(try service.search(request).total == 2)
    request.strict = true
    let strict = #expect(throws: Problem.self) { try service.search(request) }
    #expect(strict?.code == .invalidQuery && strict?.position == 9)
  }

  @Test(arguments: [
    ("humanizm", "humanism"), ("+Humanizm -xxxxx \"odd humanizm\"^2", "+humanism -xxxxx \"odd humanism\"^2"),
    ("title:(humanizm OR machnies)", "title:(humanism OR machines)"), ("humanism zzzzzz", nil),
    ("humanism", nil),
    ("humanizm AND (machnes", "humanism AND (machines"), ("humanizm humanizm", "humanism humanism"),
  ])
  func aMissingWordBringsASuggestion(query: String, suggestion: String?) throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    #expect(try service.search(SearchRequest(query: query)).suggestion == suggestion)
  }

  @Test func aBuiltQueryBringsABuiltSuggestion() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let tree = Query(clauses: [Query.Clause(.must, .word("humanizm")), Query.Clause(.mustNot, .word("x"))])
    #expect(try service.search(SearchRequest(tree: tree)).suggestion == "+humanism -x")
  }

  @Test func aDocumentIsGivenWhole() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    let document = try service.document(id: "her#1")
    #expect(document.body == "Humanism without people." && document.kind == "comment")
    #expect(document.metadata.parent == "her" && document.metadata.thread == "her")
    #expect { try service.document(id: "nobody") } throws: { ($0 as? Problem)?.code == .documentNotFound }
  }

  @Test func aQueryWithoutAWordIsAProblemOfTheQuery() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    #expect { try service.search(SearchRequest(query: "  ")) } throws: {
      ($0 as? Problem)?.code == .invalidQuery
    }
  }

  @Test func requestsOutsideTheLimitsAreRefused() throws {
    let (service, directory) = try Self.service(Self.documents)
    defer { _ = directory }
    var request = SearchRequest(query: "humanism")
    request.limit = Limits.hits + 1
    #expect { try service.search(request) } throws: { ($0 as? Problem)?.code == .invalidParameter }
  }

  @Test func anEvaluationWeighsNeighbours() throws {
    let (_, directory) = try Self.service(Self.documents)
    var judgements = Judgements()
    judgements.judge(query: "1", document: "her", grade: 1)
    let evaluation = Evaluation(
      queries: [EvaluationQuery(id: "1", text: "about humanism")], judgements: judgements)
    var scores: [Float] = []
    for proximity in [0, 0.25, 1] {
      let reader = try IndexReader(path: directory.file("index"))
      _ = try evaluation.run(on: reader, proximity: proximity) { scores.append($1.first?.score ?? 0) }
    }
    #expect(scores[0] < scores[1] && scores[1] < scores[2])
  }

  @Test func anEvaluationTakesQueriesForPlainWords() throws {
    let (_, directory) = try Self.service(Self.documents)
    var judgements = Judgements()
    judgements.judge(query: "1", document: "her", grade: 1)
    judgements.judge(query: "3", document: "her", grade: 1)
    let evaluation = Evaluation(
      queries: [
        EvaluationQuery(id: "1", text: "-machines (+humanism \"sort"),
        EvaluationQuery(id: "2", text: "not judged"),
        EvaluationQuery(id: "3", text: "!!!"),
      ], judgements: judgements)
    var run = ""
    let report = try evaluation.run(on: IndexReader(path: directory.file("index"))) { query, hits in
      run += TRECRun.lines(query: query.id, hits: hits)
    }
    #expect(report.queries == 2)
    #expect(report.metrics.recall100 == 0.5)
    #expect(run.hasPrefix("1 Q0 her 1 ") && run.hasSuffix(" ftsd\n") && run.split(separator: "\n").count == 3)
  }
}
