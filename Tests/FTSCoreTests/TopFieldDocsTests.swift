import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Results in the order of sort keys, against all matches sorted by their values.
@Suite struct TopFieldDocsTests {
  /// What a match is compared by; `nil` where it has no such value.
  private static func value(_ key: SortKey, _ match: MatchCorpus.Match) -> Double? {
    switch key.field {
    case .relevance: return Double(match.score)
    case .date: return (match.document.date?.seconds).map(Double.init)
    case .rating: return match.document.rating
    case .threadLength: return Double(match.threadLength)
    case .attribute(let name):
      let numbers = match.document.attributes.compactMap { attribute -> Double? in
        if attribute.name == name, case .number(let number) = attribute.value { number } else { nil }
      }
      return key.isAscending ? numbers.min() : numbers.max()
    }
  }

  private static func precedes(_ a: MatchCorpus.Match, _ b: MatchCorpus.Match, _ keys: [SortKey]) -> Bool {
    for key in keys {
      switch (value(key, a), value(key, b)) {
      case (nil, nil): continue
      case (_?, nil): return true
      case (nil, _?): return false
      case (let x?, let y?):
        if x != y { return key.isAscending ? x < y : x > y }
      }
    }
    return a.place < b.place
  }

  private static func keys(_ generator: inout SeededGenerator) -> [SortKey] {
    let fields: [SortKey.Field] = [
      .relevance, .date, .rating, .threadLength, .attribute("votes"), .attribute("year"), .attribute("mixed"),
    ]
    return fields.shuffled(using: &generator).prefix(generator.number(1...SortKey.limit)).map {
      SortKey($0, isAscending: generator.chance(0.5))
    }
  }

  @Test(arguments: Seeds.all, [0.03, 0.5, 1]) func ordersAsSortingAllMatchesDoes(
    seed: UInt64, density: Double
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(900, density: density, &generator)
    let reader = try corpus.index.reader()
    for round in 0..<20 {
      let query = corpus.query(&generator)
      let kind = ["review", nil, nil].randomElement(using: &generator) ?? nil
      let matches = try corpus.matches(query, kind: kind, reader)
      var options = SearchOptions()
      options.sort = Self.keys(&generator)
      options.kind = kind
      options.makesSnippets = false
      let expected = matches.sorted { Self.precedes($0, $1, options.sort) }
      for (offset, limit) in [(0, 1), (0, 10), (7, 5), (0, 300), (100, 900)] {
        options.offset = offset
        options.limit = limit
        let results = try reader.search(query, options: options)
        let wanted = expected.dropFirst(offset).prefix(limit)
        let context: Comment =
          "seed \(seed), round \(round), \(options.sort), \(limit) from \(offset), \(query)"
        #expect(results.hits.map(\.document.id) == wanted.map(\.document.id), context)
        #expect(results.hits.map(\.score) == wanted.map(\.score), context)
        #expect(results.total == matches.count, context)
        if options.sort.contains(where: { $0.field == .threadLength }) {
          #expect(results.hits.map(\.threadLength) == wanted.map(\.threadLength), context)
        } else {
          #expect(results.hits.allSatisfy { $0.threadLength == nil }, context)
        }
      }
    }
  }

  @Test func whatIsNotThereIsNamed() throws {
    var generator = SeededGenerator(seed: 1)
    let corpus = try MatchCorpus(300, density: 1, &generator)
    let reader = try corpus.index.reader()
    var options = SearchOptions()
    for name in ["nothing", "film"] {
      options.sort = [SortKey(.attribute(name))]
      #expect(
        throws: IndexError.unknownField(
          "there is nothing to order by of the name '\(name)'; there are relevance, date, rating, thread-length, "
            + "mixed, votes, year")
      ) { try reader.search(.word("1"), options: options) }
    }
    options.sort = (0...SortKey.limit).map { _ in SortKey(.date) }
    #expect(throws: IndexError.self) { try reader.search(.word("1"), options: options) }
  }
}
