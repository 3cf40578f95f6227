import FTSProtocol
import Foundation
import Testing

@Suite struct SuggestTests {
  @Test func parametersAreRead() throws {
    let request = try SuggestRequest(parameters: [("q", "soft mach"), ("limit", "3")])
    #expect(request.query == "soft mach" && request.limit == 3)
    #expect(try SuggestRequest(parameters: request.parameters) == request)
    #expect(try SuggestRequest(parameters: [("q", "")]).limit == 10)
  }

  @Test(
    arguments: [
      ([], .missingParameter), ([("q", "a"), ("x", "1")], .unknownParameter),
      ([("q", "a"), ("q", "b")], .invalidParameter), ([("q", "a"), ("limit", "x")], .invalidParameter),
      ([("q", "a"), ("limit", "0")], .invalidParameter), ([("q", "a"), ("limit", "101")], .invalidParameter),
      ([("q", String(repeating: "a", count: Limits.queryBytes + 1))], .invalidParameter),
    ] as [([(name: String, value: String)], Problem.Code)])
  func whatMakesNoSenseIsRefused(parameters: [(name: String, value: String)], code: Problem.Code) {
    let problem = #expect(throws: Problem.self) { try SuggestRequest(parameters: parameters) }
    #expect(problem?.code == code)
  }

  @Test func aResponseHasItsKeysInTheirOrder() throws {
    let response = SuggestResponse(
      query: "free glu", tookMicroseconds: 7,
      suggestions: [SuggestResponse.Suggestion(text: "free gluten", occurrences: 5)])
    let json = JSONWriter.encode(response)
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"query":"free glu","took_us":7,"suggestions":[{"text":"free gluten","occurrences":5}]}"#)
    #expect(try JSONDecoder().decode(SuggestResponse.self, from: Data(json)) == response)
  }
}
