import FTSAutomata
import FTSDocument
import FTSQuery
import Testing

/// The trees that texts make, node by node; their meaning is told by `Query`.
@Suite struct QueryParserTests {
  private func node(_ text: String) throws -> Query.Node { try QueryParser.parse(text).node }

  private func text(_ match: TextMatch, _ field: TextField? = nil) -> Query { Query(.text(match, in: field)) }

  private func filter(_ filter: Filter) -> Query { Query(.filter(filter)) }

  @Test func `words and phrases`() throws {
    #expect(try node("film") == .text(.word("film"), in: nil))
    #expect(try node("\"a b\"") == .text(.phrase("a b"), in: nil))
    #expect(try node("title:film") == .text(.word("film"), in: .title))
    #expect(try node("body:\"a b\"") == .text(.phrase("a b"), in: .body))
    #expect(try node("\"a b\"~3") == .text(.near("a b", slop: 3, isOrdered: false), in: nil))
    #expect(try node("\"a b\"~>3") == .text(.near("a b", slop: 3, isOrdered: true), in: nil))
  }

  @Test func `patterns`() throws {
    #expect(try node("pre*") == .text(.prefix("pre"), in: nil))
    #expect(try node("a?b*") == .text(.wildcard(WildcardPattern("a?b*")), in: nil))
    #expect(try node("a\\*b*c") == .text(.wildcard(WildcardPattern("a\\*b*c")), in: nil))
    #expect(try node("fuzz~") == .text(.fuzzy("fuzz", distance: 1), in: nil))
    #expect(try node("meditate~") == .text(.fuzzy("meditate", distance: 2), in: nil))
    #expect(try node("/a.b/") == .text(.regex(try RegexPattern("a.b")), in: nil))
    #expect(try node("what?") == .text(.word("what?"), in: nil))
    #expect(try node("*") == .everything)
  }

  @Test func `words are optional, filters required`() throws {
    let query = try QueryParser.parse("great film tag:comedy is:review -spoiler +jonze +rating:>=4")
    #expect(
      query.clauses == [
        Query.Clause(.should, .word("great")), Query.Clause(.should, .word("film")),
        Query.Clause(.filter, filter(.contains(.tag, .word("comedy")))),
        Query.Clause(.filter, filter(.kind("review"))), Query.Clause(.mustNot, .word("spoiler")),
        Query.Clause(.must, .word("jonze")), Query.Clause(.must, filter(.rating(.atLeast(4)))),
      ])
  }

  @Test func `groups of filters are required, groups with a word are not`() throws {
    let occurrences = try [
      "(tag:a OR tag:b)", "(tag:a OR b)", "(-a)", "(a -b)", "*", "a^0", "2 of (tag:a tag:b)", "in:review(a)",
    ]
    .map { try QueryParser.parse("x \($0)").clauses[1].occurrence }
    #expect(occurrences == [.filter, .should, .filter, .should, .filter, .filter, .filter, .filter])
  }

  @Test func `filters`() throws {
    let expected: [(String, Filter)] = [
      ("author:liam", .contains(.author, .word("liam"))),
      ("author:=\"Two Words\"", .equals(.author, "Two Words")),
      ("film:her*", .contains(.attribute("film"), .prefix("her"))),
      ("film:=Her", .equals(.attribute("film"), "Her")),
      ("\\title:x", .contains(.attribute("title"), .word("x"))),
      ("reply-to:ann", .contains(.replyTo, .word("ann"))),
      ("rating:4", .rating(.between(4, 4))), ("rating:3..5", .rating(.between(3, 5))),
      ("rating:..5", .rating(.atMost(5))),
      ("votes:>10", .number("votes", .greater(10))),
      ("votes:10", .contains(.attribute("votes"), .word("10"))),
      ("date:last-month", .date(.between(.relative(.lastMonth), .relative(.lastMonth)))),
      ("date:>2013-05", .date(.greater(.calendar(try #require(Timestamp("2013-05")))))),
      ("has:rating", .exists("rating")), ("title:*", .exists("title")), ("is:comment", .kind("comment")),
      ("thread:a-1#c", .thread("a-1#c")), ("in:review(a)", .inReview(.word("a"))),
      ("has:comment", .hasComment(Query(.everything))), ("has:\"comment\"", .exists("comment")),
    ]
    for (text, filter) in expected { #expect(try node(text) == .filter(filter), "\(text)") }
  }

  @Test func `boosts and minimum matches`() throws {
    #expect(
      try node("(a b)^2.5")
        == .boosted(Query(clauses: [.init(.should, .word("a")), .init(.should, .word("b"))]), by: 2.5))
    #expect(
      try node("2 of (a \"b c\" tag:d)")
        == .atLeast(2, [.word("a"), .phrase("b c"), filter(.contains(.tag, .word("d")))]))
  }

  @Test func `ranges are where the clauses stand`() throws {
    let text = "é -\"b c\"~2 +(d OR title:e^2) film:x"
    func strings(_ query: Query) -> [String] {
      let utf8 = Array(text.utf8)
      let own = query.range.map { String(decoding: utf8[$0], as: UTF8.self) } ?? "none"
      return switch query.node {
      case .boolean(let clauses): [own] + clauses.flatMap { strings($0.query) }
      case .boosted(let inner, _): [own] + strings(inner)
      default: [own]
      }
    }
    #expect(
      strings(try QueryParser.parse(text)) == [
        text, "é", "\"b c\"~2", "(d OR title:e^2)", "d", "title:e^2", "title:e^2", "film:x",
      ])
  }

  @Test func `where a query was written makes no difference`() throws {
    #expect(try QueryParser.parse("a  (b)") == QueryParser.parse("a b"))
    #expect(try QueryParser.parse("a") == .word("a"))
  }
}
