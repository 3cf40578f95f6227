import FTSDocument
import FTSQuery
import Testing

@testable import FTSCore

extension IndexReader {
  /// The ids of all that a query finds, of at most 1,000 documents, sorted; expects the total to be as many, and an exhaustive search
  /// to find the same.
  func ids(_ query: Query) throws -> [String] {
    var options = SearchOptions()
    options.limit = 1_000
    let found = try search(query, options: options)
    #expect(found.total == found.hits.count)
    options.isExhaustive = true
    #expect(try search(query, options: options) == found)
    return found.hits.map(\.document.id).sorted()
  }
}
