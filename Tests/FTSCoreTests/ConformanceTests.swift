import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// Every query of `ConformanceTable` finds its documents, in two segments and merged into one, pruned and not.
@Suite struct ConformanceTests {
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

  @Test func theTableIsLarge() { #expect(ConformanceTable.rows.count >= 250) }

  @Test(arguments: ConformanceTable.rows) func aQueryFindsWhatItSays(row: ConformanceTable.Row) throws {
    #expect(try ids(row.query) == row.ids)
  }

  @Test func mergedIntoOneSegmentTheSameIsFound() throws {
    let writer = try IndexWriter(path: directory.file("index"), analyzer: "english")
    _ = try writer.compact()
    writer.close()
    #expect(try reader.statistics().segments == 1)
    for row in ConformanceTable.rows { #expect(try ids(row.query) == row.ids, "\(row.query)") }
  }

  /// What a query finds, in the corpus's order.
  private func ids(_ text: String) throws -> [String] {
    var parsing = QueryParser.Options()
    parsing.attributes = try reader.attributeNames()
    let query = try QueryParser.parse(text, parsing)
    var options = SearchOptions()
    options.limit = 50
    let found = try reader.search(query, options: options)
    #expect(found.total == found.hits.count)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == found)
    let ids = Set(found.hits.map(\.document.id))
    return (ConformanceCorpus.first + ConformanceCorpus.second).map(\.id).filter(ids.contains)
  }
}
