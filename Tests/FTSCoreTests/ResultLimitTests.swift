import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// What a search may come to, where that is bounded.
@Suite struct ResultLimitTests {
  private let index: TestIndex
  private let documents: [Document]

  init() throws {
    index = try TestIndex()
    documents = (0..<40).map { number in
      var document = Document(
        id: "d\(number)", body: "common" + String(repeating: " word\(number)", count: number))
      if number % 4 != 0 { (document.kind, document.parent) = (.comment, "d\(number / 4 * 4)") }
      document.thread = "d\(number / 4 * 4)"
      document.tags = ["tag"]
      document.attributes = [Attribute("name", .string("value \(number)")), Attribute("number", .number(1))]
      return document
    }
    try index.add(documents)
  }

  private func bytes(_ hits: [Hit]) -> Int {
    hits.reduce(0) { $0 + $1.document.bytes + bytes($1.matches?.comments ?? []) }
  }

  @Test(arguments: [false, true], [1, 5, 40]) func documentsOfMoreBytesThanAreAllowedAreAnError(
    byThread: Bool, limit: Int
  )
    throws
  {
    let reader = try index.reader()
    var options = SearchOptions()
    options.byThread = byThread
    options.limit = limit
    let query = try QueryParser.parse("common")
    let all = try reader.search(query, options: options)
    options.maximumBytes = bytes(all.hits)
    #expect(try reader.search(query, options: options) == all)
    options.maximumBytes -= 1
    #expect(throws: IndexError.resultsTooLarge(limit: options.maximumBytes)) {
      try reader.search(query, options: options)
    }
  }

  @Test func allMatchesOneByOneMayHaveAnyBytes() throws {
    var options = SearchOptions()
    options.maximumBytes = 1
    var ids: Set<String> = []
    _ = try index.reader().forEachHit(try QueryParser.parse("common"), options: options) {
      ids.insert($0.document.id)
      return true
    }
    #expect(ids == Set(documents.map(\.id)))
  }

  @Test func aPatternOfMoreFormsThanAreAllowedIsAnErrorForThatSearch() throws {
    let reader = try index.reader()
    let query = try QueryParser.parse("word*")
    var options = SearchOptions()
    options.maximumForms = 39
    #expect(try reader.search(query, options: options).total == 39)
    options.maximumForms = 38
    #expect(throws: IndexError.tooManyForms(pattern: "word*", limit: 38)) {
      try reader.search(query, options: options)
    }
    options.maximumForms = .max
    #expect(try reader.search(query, options: options).total == 39)
  }
}
