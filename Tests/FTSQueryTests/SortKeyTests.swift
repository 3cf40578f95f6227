import FTSQuery
import Testing

@Suite struct SortKeyTests {
  @Test(arguments: [
    ("date", SortKey(.date)), ("-date", SortKey(.date)), ("+date", SortKey(.date, isAscending: true)),
    ("relevance", SortKey(.relevance)), ("+rating", SortKey(.rating, isAscending: true)),
    ("thread-length", SortKey(.threadLength)), ("votes", SortKey(.attribute("votes"))),
    ("--x", SortKey(.attribute("-x"))), ("Date", SortKey(.attribute("Date"))),
  ])
  func isReadAndWritten(text: String, key: SortKey) {
    #expect(SortKey(text) == key)
    #expect(SortKey(key.description) == key)
  }

  @Test(arguments: ["", "+", "-"]) func hasAName(text: String) { #expect(SortKey(text) == nil) }
}
