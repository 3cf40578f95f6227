import FTSQuery
import Testing

@Suite struct BoostTests {
  @Test(arguments: [
    ("rating", Boost.rating), ("recency:90d", .recency(halfLife: 90 * 86_400)),
    ("recency:5h", .recency(halfLife: 18_000)), ("recency:61s", .recency(halfLife: 61)),
    ("recency:3w", .recency(halfLife: 21 * 86_400)), ("recency:2y", .recency(halfLife: 730 * 86_400)),
  ])
  func isReadAndWritten(text: String, boost: Boost) {
    #expect(Boost(text) == boost)
    #expect(Boost(boost.description) == boost)
  }

  @Test(arguments: [
    "", "recency", "recency:", "recency:d", "recency:0d", "recency:-1d", "recency:100000000001d", "recency:9",
    "recency:9x", "recency:1.5d", "rating:2", "votes", "recency:99999999999999999999d",
  ])
  func isRefused(text: String) { #expect(Boost(text) == nil) }
}
