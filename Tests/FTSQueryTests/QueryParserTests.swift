import FTSQuery
import Testing

@Suite struct QueryParserTests {
  private typealias Clause = Query.Clause

  private func clauses(_ text: String) throws -> [(Query.Occurrence, Query.Leaf)] {
    try QueryParser.parse(text).clauses.map { ($0.occurrence, $0.leaf) }
  }

  private func check(_ text: String, _ expected: [(Query.Occurrence, Query.Leaf)]) throws {
    let found = try clauses(text)
    #expect(found.elementsEqual(expected, by: ==), "\(text) gave \(found)")
  }

  @Test func wordsAreOptional() throws {
    try check("slow  burn", [(.should, .word("slow")), (.should, .word("burn"))])
  }

  @Test func signsMakeClausesRequiredOrForbidden() throws {
    try check(
      "+film -\"plot hole\" love",
      [
        (.must, .word("film")), (.mustNot, .phrase("plot hole")), (.should, .word("love")),
      ])
  }

  @Test func quotesOfEveryKindMakePhrases() throws {
    try check(
      "“slow burn” \"her voice\"", [(.should, .phrase("slow burn")), (.should, .phrase("her voice"))])
  }

  @Test func aPhraseWithoutItsClosingQuoteGoesToTheEnd() throws {
    try check("a \"b c", [(.should, .word("a")), (.should, .phrase("b c"))])
  }

  @Test func signsWithinWordsAreTheirs() throws {
    try check("sci-fi C++", [(.should, .word("sci-fi")), (.should, .word("C++"))])
  }

  @Test func loneSignsAndEmptyQuotesSayNothing() throws {
    try check("+ - \"\" a \"  \" -", [(.should, .word("a"))])
  }

  @Test(arguments: ["", "   ", "+", "- +", "\"\"", "“"])
  func aQueryThatLooksForNothingIsAnError(text: String) {
    #expect(throws: QuerySyntaxError.self) { try QueryParser.parse(text) }
  }

  @Test func rangesAreWhereTheWordsStand() throws {
    let text = "é -\"b c\" +d"
    let query = try QueryParser.parse(text)
    let words = query.clauses.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(words == ["é", "b c", "d"])
  }

  @Test func requiringAllKeepsWhatIsForbidden() throws {
    let query = try QueryParser.parse("a +b -c").requiringAll
    #expect(query.clauses.map(\.occurrence) == [.must, .must, .mustNot])
  }
}
