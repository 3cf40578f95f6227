import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct SearchCursorTests {
  @Test(arguments: Seeds.all) func isReadAndWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let cursor = SearchCursor(
        generation: generator.next() >> UInt64(generator.number(1...63)),
        state: UInt32(truncatingIfNeeded: generator.next()),
        question: UInt32(truncatingIfNeeded: generator.next()),
        now: generator.chance(0.5) ? nil : Int64(generator.number(-62_135_596_800...253_402_300_799)),
        rank: generator.number(0...10_000_000), last: ScoredDocument(key: generator.next()))
      let text = cursor.description
      #expect(SearchCursor(text) == cursor && text.count <= 60, "seed \(seed), \(text)")
      // One character less, more or other.
      var characters = Array(text)
      let place = generator.number(0...characters.count - 1)
      #expect(
        SearchCursor(String(text.dropLast())) == nil && SearchCursor(text + "A") == nil,
        "seed \(seed), \(text)")
      characters[place] = characters[place] == "x" ? "y" : "x"
      #expect(SearchCursor(String(characters)) == nil, "seed \(seed), \(text), \(place)")
    }
    for text in ["", "A", "AAAA", "====", "été", String(repeating: "A", count: 10_000)] {
      #expect(SearchCursor(text) == nil)
    }
  }

  @Test(arguments: Seeds.all) func bytesAreReadAndWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in 0..<50 {
      let bytes = generator.bytes(count)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }
    // The examples of RFC 4648, 10, without padding, and the digits that are not those of plain base64.
    #expect(
      ["f", "fo", "foo", "foob"].map { Base64URL.encode(Array($0.utf8)) } == ["Zg", "Zm8", "Zm9v", "Zm9vYg"])
    #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    for text in ["Zh", "Z", "Zg==", "Z+", "Zm9v Yg"] { #expect(Base64URL.decode(text) == nil) }
  }

  @Test(arguments: Seeds.all) func pagesMakeTheWhole(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(900, density: 0.5, &generator)
    let reader = try corpus.index.reader()
    let orders: [[SortKey]] = [
      [], [], [SortKey(.date)], [SortKey(.relevance, isAscending: true), SortKey(.rating)],
      [SortKey(.attribute("votes"), isAscending: true), SortKey(.threadLength)],
    ]
    for round in 0..<30 {
      let query = corpus.query(&generator)
      var options = SearchOptions()
      options.sort = orders.randomElement(using: &generator) ?? []
      options.kind = ["review", nil].randomElement(using: &generator) ?? nil
      options.boosts = generator.chance(0.3) ? [.rating, .recency(halfLife: 86_400 * 1_000)] : []
      options.now = 1_400_000_000
      options.proximity = generator.chance(0.5) ? 1 : 0
      options.countsTotal = generator.chance(0.5)
      options.isExhaustive = generator.chance(0.3)
      options.makesSnippets = false
      options.limit = .max
      let whole = try reader.search(query, options: options)
      #expect(whole.cursor == nil)
      options.limit = generator.number(1...60)
      options.offset = generator.number(0...5)
      var rest = whole.hits.dropFirst(options.offset)
      let context: Comment =
        "seed \(seed), round \(round), \(options.sort), pages of \(options.limit), \(query)"
      while true {
        let page = try reader.search(query, options: options)
        #expect(page.hits == Array(rest.prefix(options.limit)), context)
        #expect(page.total == whole.total, context)
        rest = rest.dropFirst(options.limit)
        guard let cursor = page.cursor else { break }
        #expect(cursor.rank == whole.hits.count - rest.count, context)
        options.cursor = SearchCursor(cursor.description)
        #expect(options.cursor == cursor, context)
        options.offset = 0
        // It keeps the moment of the first page.
        options.now = 1_500_000_000
      }
      #expect(rest.isEmpty, context)
    }
  }

  @Test func aCursorIsGoodForItsSearchAndStateOnly() throws {
    var generator = SeededGenerator(seed: 5)
    let corpus = try MatchCorpus(300, density: 1, &generator)
    let reader = try corpus.index.reader()
    var options = SearchOptions()
    options.limit = 2
    let query = Query(.everything)
    options.cursor = try reader.search(query, options: options).cursor
    #expect(options.cursor != nil)
    #expect(throws: IndexError.cursorMismatch) { try reader.search(.word("1"), options: options) }
    let changes: [(inout SearchOptions) -> Void] = [
      { $0.kind = "review" }, { $0.kind = "" }, { $0.sort = [SortKey(.date)] }, { $0.boosts = [.rating] },
      { $0.sort = [SortKey(.relevance, isAscending: true)] },
    ]
    for change in changes {
      var other = options
      change(&other)
      #expect(throws: IndexError.cursorMismatch) { try reader.search(query, options: other) }
    }
    options.limit = 5
    options.sort = [SortKey(.relevance)]
    #expect(try reader.search(query, options: options).hits.count == 5)
    try corpus.index.add([Document(id: "new", body: "1")])
    #expect(throws: IndexError.cursorExpired) { try reader.search(query, options: options) }
  }
}
