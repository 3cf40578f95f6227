import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSProtocol

@Suite struct QueryJSONTests {
  private func json(_ query: Query) -> String { String(decoding: JSONWriter.encode(query), as: UTF8.self) }

  @Test(arguments: [
    ("film", #"{"word":"film"}"#),
    ("title:\"a b\"", #"{"phrase":"a b","field":"title"}"#),
    ("\"a b\"~>3", #"{"near":"a b","slop":3,"ordered":true}"#),
    ("author:pre*", #"{"prefix":"pre","field":"author"}"#),
    ("a?b*", #"{"wildcard":"a?b*"}"#),
    ("film:fuzz~1", #"{"fuzzy":"fuzz","distance":1,"attribute":"film"}"#),
    ("/a.b/", #"{"regex":"a.b"}"#),
    ("*", #"{"all":true}"#),
    (
      "a +b -c tag:d",
      #"{"boolean":[{"should":{"word":"a"}},{"must":{"word":"b"}},{"must_not":{"word":"c"}},"#
        + #"{"filter":{"word":"d","field":"tag"}}]}"#
    ),
    ("2 of (a b)", #"{"at_least":2,"of":[{"word":"a"},{"word":"b"}]}"#),
    ("a^2.5", #"{"boost":2.5,"query":{"word":"a"}}"#),
    ("author:=\"A B\"", #"{"equals":"A B","field":"author"}"#),
    ("film:=Her", #"{"equals":"Her","attribute":"film"}"#),
    ("rating:>=4", #"{"rating":{"gte":4}}"#),
    ("rating:3..5", #"{"rating":{"between":[3,5]}}"#),
    ("votes:<10", #"{"number":{"lt":10},"attribute":"votes"}"#),
    ("date:2013..last-month", #"{"date":{"between":["2013","last-month"]}}"#),
    ("has:rating", #"{"exists":"rating"}"#),
    ("is:review", #"{"kind":"review"}"#),
    ("thread:x", #"{"thread":"x"}"#),
    ("in:review(a)", #"{"in_review":{"word":"a"}}"#),
    ("has:comment(a)", #"{"has_comment":{"word":"a"}}"#),
    ("()", #"{"boolean":[]}"#),
  ])
  func `each node has its members`(text: String, expected: String) throws {
    let query = try QueryParser.parse(text)
    #expect(json(query) == expected)
    #expect(try Query(json: Array(expected.utf8)) == query)
  }

  @Test(arguments: Seeds.all) func `a query is read from its JSON`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let trees = RandomQueryTree()
    for _ in 0..<3_000 {
      let query = trees.next(using: &generator)
      let read = try Query(json: JSONWriter.encode(query))
      #expect(read == query, "seed \(seed): \(query)")
    }
  }

  @Test func `what is left out is what a text would say`() throws {
    #expect(try Query(json: Array(#"{"fuzzy":"meditate"}"#.utf8)) == QueryParser.parse("meditate~"))
    #expect(try Query(json: Array(#"{"near":"a b","slop":3}"#.utf8)) == QueryParser.parse("\"a b\"~3"))
  }

  @Test(arguments: [
    ("", "the query is not a JSON object, or nests too deep"),
    ("[1]", "the query is not a JSON object, or nests too deep"),
    ("{", "the query is not a JSON object, or nests too deep"),
    ("{}", #"a query is an object that says what it looks for, such as {"word":"film"}"#),
    (#"{"word":1}"#, "word must be a string"), (#"{"word":"a","phrase":"b"}"#, "'phrase' says nothing there"),
    (#"{"word":"a","slop":1}"#, "'slop' says nothing there"), (#"{"all":false}"#, "all must be true"),
    (#"{"near":"a b"}"#, "'slop' is missing; it must be a whole number"),
    (#"{"regex":"("}"#, "regex: '(' is not closed"),
    (
      #"{"boolean":[{"maybe":{"word":"a"}}]}"#,
      "a clause is an object with one of must, should, must_not and filter"
    ),
    (#"{"boolean":[{"must":{"word":2}}]}"#, "word must be a string"),
    (#"{"rating":{"gte":"4"}}"#, "rating must be a comparison of numbers"),
    (#"{"rating":4}"#, "rating must be a comparison of numbers"),
    (#"{"date":{"gt":"soon"}}"#, "'soon' is no date"),
    (#"{"rating":{"between":[1]}}"#, "between must be an array of two"),
    (
      #"{"equals":"x","field":"title"}"#,
      #"field must be title, body, author, tag or reply-to, not 'title'; attributes go by "attribute""#
    ),
    (#"{"boost":-1,"query":{"word":"a"}}"#, "a boost is from 0 to 1000, not -1.0"),
    (#"{"word":""}"#, "a text or name is empty"),
  ])
  func `what is no query is refused with a reason`(text: String, reason: String) {
    let problem = #expect(throws: Problem.self) { try Query(json: Array(text.utf8)) }
    #expect(problem?.detail == reason)
  }

  @Test func `limits hold for JSON`() {
    let deep =
      String(repeating: #"{"boost":2,"query":"#, count: 40) + #"{"word":"a"}"#
      + String(repeating: "}", count: 40)
    let problem = #expect(throws: Problem.self) { try Query(json: Array(deep.utf8)) }
    #expect(problem?.detail == "the query nests deeper than 32 groups")
    let hostile = String(repeating: #"{"in_review":"#, count: 100_000)
    #expect(throws: Problem.self) { try Query(json: Array(hostile.utf8)) }
  }
}
