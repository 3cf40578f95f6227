import FTSProtocol
import Foundation
import Testing

@Suite struct ResponseTests {
  private let hit = SearchHit(
    id: "her#c2", kind: "comment", score: 3.25,
    metadata: DocumentMetadata(
      author: "Ana", date: "2014-01-02", rating: 8, parent: "her", thread: "her", threadTitle: "Her",
      url: "https://example.org/her#2", tags: ["film"], language: "en",
      attributes: Attributes([("votes", .number(3)), ("status", .string("approved")), ("votes", .number(9))])),
    snippet: "a machine’s humanism", highlights: [14..<22],
    explanation: ScoreExplanation(
      score: 3.25, length: 12, averageLength: 40.5, k1: 1.2, b: 0.75, documentCount: 9,
      contributions: [
        ScoreExplanation.Contribution(
          clause: "human", bodyFrequency: 1, titleFrequency: 0, authorFrequency: 0, weightedFrequency: 1,
          documentFrequency: 2, idf: 1.5, score: 3.25)
      ]))

  @Test func aSearchResponseHasItsKeysInTheirOrder() {
    let response = SearchResponse(query: "humanism", total: 1, tookMicroseconds: 42, hits: [hit])
    #expect(
      String(decoding: response.json(), as: UTF8.self)
        == #"{"query":"humanism","total":1,"took_us":42,"hits":[{"id":"her#c2","kind":"comment","#
        + #""score":3.25,"author":"Ana","date":"2014-01-02","rating":8,"parent":"her","thread":"her","#
        + #""thread_title":"Her","url":"https://example.org/her#2","tags":["film"],"language":"en","#
        + #""attributes":{"status":"approved","votes":[3,9]},"snippet":"a machine’s humanism","#
        + #""highlights":[[14,22]],"explanation":{"score":3.25,"length":12,"average_length":40.5,"k1":1.2,"#
        + #""b":0.75,"document_count":9,"contributions":[{"clause":"human","body_frequency":1,"#
        + #""title_frequency":0,"author_frequency":0,"weighted_frequency":1,"document_frequency":2,"#
        + #""idf":1.5,"score":3.25}]}}]}"#)
  }

  @Test func aSuggestionStandsBehindTheTotal() throws {
    let response = SearchResponse(query: "q", total: 0, suggestion: "p", tookMicroseconds: 1, hits: [])
    #expect(
      String(decoding: response.json(), as: UTF8.self)
        == #"{"query":"q","total":0,"suggestion":"p","took_us":1,"hits":[]}"#)
    #expect(try JSONDecoder().decode(SearchResponse.self, from: Data(response.json())) == response)
  }

  @Test func aPartialResponseSaysSo() throws {
    let response = SearchResponse(query: "q", total: nil, isPartial: true, tookMicroseconds: 1, hits: [])
    #expect(
      String(decoding: response.json(), as: UTF8.self)
        == #"{"query":"q","partial":true,"took_us":1,"hits":[]}"#)
    #expect(try JSONDecoder().decode(SearchResponse.self, from: Data(response.json())) == response)
  }

  @Test func whatIsNotKnownIsAbsent() {
    let bare = SearchHit(id: "a", kind: "review", score: 1, metadata: DocumentMetadata(thread: "a"))
    let response = SearchResponse(query: "q", total: nil, tookMicroseconds: 1, hits: [bare])
    #expect(
      String(decoding: response.json(), as: UTF8.self)
        == #"{"query":"q","took_us":1,"hits":[{"id":"a","kind":"review","score":1,"thread":"a"}]}"#)
  }

  @Test func aThreadHasItsKeysInTheirOrder() throws {
    let comment = SearchHit(id: "a#1", kind: "comment", score: 2, metadata: DocumentMetadata(thread: "a"))
    let thread = SearchHit(
      id: "a", kind: "review", score: 2, metadata: DocumentMetadata(thread: "a"),
      matches: ThreadResponse(documents: 14, includesHit: true, comments: [comment], more: 12))
    let response = SearchResponse(
      query: "q", total: 1, by: .thread, documents: 14, tookMicroseconds: 1, hits: [thread])
    #expect(
      String(decoding: response.json(), as: UTF8.self)
        == #"{"query":"q","total":1,"by":"thread","documents":14,"took_us":1,"hits":[{"id":"a","#
        + #""kind":"review","score":2,"thread":"a","matches":{"documents":14,"itself":true,"comments":["#
        + #"{"id":"a#1","kind":"comment","score":2,"thread":"a"}],"more":12}}]}"#)
    #expect(try JSONDecoder().decode(SearchResponse.self, from: Data(response.json())) == response)
  }

  @Test func responsesReadBackAsThemselves() throws {
    let response = SearchResponse(query: "\"q\"", total: 1, tookMicroseconds: 42, hits: [hit])
    #expect(try JSONDecoder().decode(SearchResponse.self, from: Data(response.json())) == response)
    let document = DocumentResponse(id: "a/ä", kind: "review", metadata: hit.metadata, body: "line\nline")
    try expectRoundTrip(document)
    try expectRoundTrip(
      StatsResponse(
        analyzer: "english", protectedWords: ["Ray"], k1: 1.2, b: 0.75, titleWeight: 2, documents: 3,
        kinds: Tally([("comment", 2), ("review", 1)]),
        threads: 1, deleted: 0, segments: 1, terms: 10, textBytes: 100, indexBytes: 4096,
        freeBytes: 512,
        parts: Tally([("postings", 1000)]), generation: 7))
    let findings = [
      CheckFindingResponse(kind: "checksum", segment: 3, damage: true, message: "a\n“b”"),
      CheckFindingResponse(kind: "garbage", damage: false, message: "c"),
    ]
    var check = CheckResponse(findings: findings)
    check.seconds = 1.5
    #expect(!check.sound && CheckResponse(findings: [findings[1]]).sound)
    try expectRoundTrip(check)
    try expectRoundTrip(CheckEvent(progress: CheckEvent.Progress(stage: "trees", done: 1, total: 2)))
    try expectRoundTrip(CheckEvent(finding: findings[0], report: check))
    try expectRoundTrip(HealthResponse(documents: 3, generation: 7))
    for code in Problem.Code.allCases { try expectRoundTrip(Problem(code, "why", position: 3)) }
  }

  private func expectRoundTrip<Value: JSONEncodable & Decodable & Equatable>(_ value: Value) throws {
    let json = JSONWriter.encode(value)
    #expect(try JSONDecoder().decode(Value.self, from: Data(json)) == value)
  }

  @Test func aProblemFollowsRFC9457() {
    let problem = Problem(.invalidQuery, "nothing to search for", position: 0)
    #expect(
      String(decoding: JSONWriter.encode(problem), as: UTF8.self)
        == #"{"type":"about:blank","title":"Bad Request","status":400,"detail":"nothing to search for","#
        + #""code":"invalid_query","position":0}"#)
  }

  @Test func aTallyHasTheGreatestFirst() {
    let tally = Tally([("a", 1), ("c", 5), ("b", 5)])
    #expect(String(decoding: JSONWriter.encode(tally), as: UTF8.self) == #"{"b":5,"c":5,"a":1}"#)
  }
}
