import FTSQuery
import Testing

@Suite struct FacetFormTests {
  @Test(arguments: [
    ("author", Facet(.author)), ("author:20", Facet(.author, limit: 20)), ("year", Facet(.year)),
    ("month:1000", Facet(.month, limit: 1_000)), ("kind", Facet(.kind)), ("tag", Facet(.tag)),
    ("rating", Facet(.rating)), ("section", Facet(.attribute("section"))), ("a:b", Facet(.attribute("a:b"))),
    ("a:b:3", Facet(.attribute("a:b"), limit: 3)),
  ])
  func isReadAndWritten(text: String, facet: Facet) {
    #expect(Facet(text) == facet)
    #expect(Facet(facet.description) == facet)
  }

  @Test(arguments: ["", ":5", "author:0", "author:1001", "author:-3"]) func isRefused(text: String) {
    #expect(Facet(text) == nil)
  }
}
