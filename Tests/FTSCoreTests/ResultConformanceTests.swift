import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// Orders, facets and boosts of the results over the conformance corpus, worked out by hand; in two segments.
@Suite struct ResultConformanceTests {
  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"), analyzer: "english")
    defer { writer.close() }
    for part in [ConformanceCorpus.first, ConformanceCorpus.second] {
      for document in part { try writer.add(document) }
      try writer.commit()
    }
    reader = try IndexReader(path: directory.file("index"))
  }

  @Test(arguments: [
    ("*", "date", "cafe bread-2 bread-1 bread her-2 her-1 her mach-1 mach loose voice"),
    ("*", "+date", "mach mach-1 her her-1 her-2 bread bread-1 bread-2 cafe loose voice"),
    ("*", "rating", "bread-2 cafe her mach bread her-1 her-2 mach-1 loose bread-1 voice"),
    ("*", "-rating,+date", "bread-2 cafe her mach bread mach-1 her-1 her-2 bread-1 loose voice"),
    ("*", "votes", "bread her mach her-1 her-2 mach-1 loose bread-1 bread-2 cafe voice"),
    ("*", "+votes", "mach her bread her-1 her-2 mach-1 loose bread-1 bread-2 cafe voice"),
    ("*", "thread-length", "her her-1 her-2 bread bread-1 bread-2 mach mach-1 loose cafe voice"),
    ("*", "+thread-length,date", "cafe loose voice mach-1 mach bread-2 bread-1 bread her-2 her-1 her"),
    ("is:comment", "relevance,-date", "bread-2 bread-1 her-2 her-1 mach-1 loose"),
    ("machine", "date", "her-1 her mach"), ("gluten is:comment", "date", "bread-2 bread-1"),
    ("absent", "date", ""),
  ])
  func resultsAreOrdered(query: String, keys: String, ids: String) throws {
    var options = SearchOptions()
    options.limit = 20
    options.sort = keys.split(separator: ",").compactMap { SortKey($0) }
    let results = try reader.search(try QueryParser.parse(query), options: options)
    #expect(results.hits.map(\.document.id).joined(separator: " ") == ids)
  }

  @Test(arguments: [
    ("*", "kind", "comment 6, review 4, note 1"), ("*", "kind:1", "comment 6, and 2"),
    ("*", "author", "Anna B. 4, Flann O'Brien 1, Jürgen 1, LiamDoesFilm 1, Millie 1, Zoë 1, liamdoesfilm 1"),
    ("*", "year", "2004 1, 2005 1, 2013 2, 2014 1, 2019 3, 2020 1"), ("*", "year:2", "2013 2, 2019 3, and 4"),
    ("*", "month", "2005-03 1, 2013-12 2, 2014-01 1, 2019-05 2, 2019-06 1, 2020-02 1"),
    ("*", "rating", "1.0 1, 3.0 1, 4.5 1, 5.0 2, mean 3.7"),
    ("*", "votes", "3.0 1, 12.0 1, 40.0 1, mean 18.333333333333332"),
    ("*", "tag", "film 2, food 2, Café 1, gluten free 1, science fiction 1, thriller 1"),
    ("*", "city", "München 1"), ("gluten", "author", "Anna B. 2, Millie 1"),
    ("gluten", "rating", "1.0 1, 5.0 1, mean 3.0"),
    ("is:review", "kind", "review 4"), ("absent", "author", ""),
    ("title:her", "tag", "film 1, science fiction 1"),
  ])
  func matchesAreCounted(query: String, facet: String, values: String) throws {
    var options = SearchOptions()
    options.limit = 0
    options.facets = [try #require(Facet(facet))]
    let counts = try #require(try reader.search(try QueryParser.parse(query), options: options).facets.first)
    var told = counts.buckets.map { bucket in
      switch bucket.value {
      case .text(let text): "\(text) \(bucket.count)"
      case .number(let number): "\(number) \(bucket.count)"
      }
    }
    if counts.otherValues > 0 { told.append("and \(counts.otherValues)") }
    if let mean = counts.mean { told.append("mean \(mean)") }
    #expect(told.joined(separator: ", ") == values)
  }

  /// Five ratings: 1, 3, 4.5 and twice 5.
  @Test func ratingsAreSharesOfThoseBelow() throws {
    var options = SearchOptions()
    options.boosts = [.rating]
    options.explains = true
    options.limit = 20
    let hits = try reader.search(try QueryParser.parse("a OR the OR bread OR café"), options: options).hits
    let factors = Dictionary(
      uniqueKeysWithValues: hits.map { ($0.document.id, $0.explanation?.factors.first?.factor) })
    #expect(factors["bread"] == 1 && factors["mach"] == 1.2 && factors["her"] == 1.4)
    #expect(factors["cafe"] == 1.6 && factors["bread-2"] == 1.6 && factors["her-1"] == 1)
  }
}
