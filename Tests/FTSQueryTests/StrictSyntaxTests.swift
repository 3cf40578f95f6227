import FTSQuery
import Testing

/// What strict mode says of a query, and where; and what no mode allows.
@Suite struct StrictSyntaxTests {
  private static let strict = {
    var options = QueryParser.Options()
    options.isStrict = true
    return options
  }()

  @Test(arguments: [
    ("", "the query is empty; give at least one word", 0),
    ("  ", "the query is empty; give at least one word", 0),
    ("é \"b", "the quote is not closed", 3), ("a \"\"", "the quotes have nothing in them", 2),
    ("a (b", "'(' is not closed", 2), ("a b)", "')' closes no group", 2), ("a ) b", "')' closes no group", 2),
    ("a ()", "'()' has nothing in it", 2), ("AND a", "AND has nothing before it", 0),
    ("a AND", "AND has nothing behind it", 2), ("a ||", "|| has nothing behind it", 2),
    ("a AND OR b", "OR follows AND with nothing between them", 6),
    ("(a OR) b", "OR has nothing behind it", 3),
    ("a NOT", "NOT has nothing behind it", 2), ("a - b", "'-' has nothing behind it", 2),
    ("+a OR b", "a sign has no place beside OR; NOT has", 0),
    ("title: x", "'title:' has nothing behind it", 0), ("a date:< 2010", "'date:<' has nothing behind it", 2),
    ("-rating:>=", "'rating:>=' has nothing behind it", 1),
    ("rating:..", "'rating:..' has nothing behind it", 0),
    ("author:=", "'author:=' has nothing behind it", 0),
    ("a rating:good", "a rating is a number, 'good' is none", 9),
    ("date:2013-13", "a date is such as 2013, 2013-05, 2013-05-17 or last-month, '2013-13' is none", 5),
    ("votes:>many", "'>many' compares what is no number", 6), ("a~5", "'~' wants 1 or 2", 0),
    ("wi*d~1", "a word with gaps cannot be fuzzy as well", 0),
    ("\"a b\"~", "'~' behind a phrase wants a number of words", 5),
    ("\"a b\"~2000", "'~' goes up to 1000", 5), ("(a)^x", "'^' wants a number", 3),
    ("a^2000", "'^' goes up to 1000", 0),
    ("a /é[x/", "'[' is not closed", 5), ("3 of (a b)", "3 of 2 cannot be asked for", 0),
    ("in:cinema", "'in:' wants review(…)", 0),
    ("title:=Her", "'=' wants author, tag, reply-to or an attribute before it", 0),
    ("b) \"a", "')' closes no group", 0),
  ])
  func `the first thing that makes no sense is the error`(text: String, reason: String, position: Int) throws
  {
    let error = #expect(throws: QuerySyntaxError.self) { try QueryParser.parse(text, Self.strict) }
    #expect(error?.reason == reason)
    #expect(error?.position == position)
    // Forgiven otherwise.
    _ = try QueryParser.parse(text)
  }

  @Test func `a name that no document has is an error where names are known`() {
    var options = Self.strict
    options.attributes = ["film"]
    let error = #expect(throws: QuerySyntaxError.self) { try QueryParser.parse("her actor:joaquin", options) }
    #expect(error?.reason == "no document has an attribute 'actor'")
    #expect(error?.position == 4)
  }

  @Test(arguments: [
    "soft machine", "C++", "don't", "http://x.y/z", "10:30", "what?", "a - b".replacing("-", with: "—"),
    "f(x)", "AC/DC",
  ])
  func `what people write is no error`(text: String) throws {
    #expect(try QueryParser.parse(text, Self.strict) == QueryParser.parse(text))
  }

  // MARK: Limits

  private func refusal(_ text: String) -> QuerySyntaxError? {
    #expect(throws: QuerySyntaxError.self) { try QueryParser.parse(text) }
  }

  @Test func `limits hold in every mode`() throws {
    #expect(refusal(String(repeating: "a", count: 8_193))?.reason == "the query is longer than 8192 bytes")
    #expect(try QueryParser.parse(String(repeating: "a", count: 8_192)).clauses.count == 1)
    let deep = refusal("a " + String(repeating: "(", count: 33))
    #expect(deep?.reason == "the query nests deeper than 32 groups")
    #expect(deep?.position == 34)
    #expect(try QueryParser.parse(String(repeating: "(", count: 32) + "a") == .word("a"))
    let many = refusal(String(repeating: "a ", count: 2_049))
    #expect(many?.reason == "the query has more than 2048 clauses")
    #expect(many?.position == 4_096)
    #expect(try QueryParser.parse(String(repeating: "a ", count: 2_048)).clauses.count == 2_048)
  }

  @Test func `limits hold for trees`() throws {
    var deep = Query.word("a")
    for _ in 0..<32 { deep = Query(clauses: [Query.Clause(.mustNot, deep)]) }
    try deep.validate()
    deep = Query(.boosted(deep, by: 2))
    let wrong: [(Query, String)] = [
      (deep, "the query nests deeper than 32 groups"),
      (
        Query(clauses: (0..<2_048).map { _ in .init(.should, .word("a")) }),
        "the query has more than 2048 clauses"
      ),
      (.word(String(repeating: "a", count: 8_193)), "the query's texts are longer than 8192 bytes"),
      (.word(""), "a text or name is empty"), (Query(.filter(.exists(""))), "a text or name is empty"),
      (Query(.atLeast(0, [.word("a")])), "at least 0 of several cannot be asked for"),
      (Query(.boosted(.word("a"), by: .nan)), "a boost is from 0 to 1000, not nan"),
      (Query(.filter(.rating(.less(.infinity)))), "a bound is no number"),
      (Query(.text(.fuzzy("a", distance: 3), in: nil)), "edits are 1 or 2, not 3"),
      (
        Query(.text(.near("a b", slop: -1, isOrdered: false), in: nil)),
        "other words between are from 0 to 1000, not -1"
      ),
    ]
    for (query, reason) in wrong {
      let error = #expect(throws: QuerySyntaxError.self) { try query.validate() }
      #expect(error?.reason == reason)
    }
  }
}
