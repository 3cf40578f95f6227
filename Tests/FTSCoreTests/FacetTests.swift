import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Facets against the same counted document by document.
@Suite struct FacetTests {
  /// A value to the byte, in the order in which values are told.
  private enum Value: Hashable, Comparable {
    case text([UInt8])
    case number(Double)

    init(_ value: FacetCounts.Value) {
      switch value {
      case .text(let text): self = .text(Array(text.utf8))
      case .number(let number): self = .number(number)
      }
    }

    static func text(_ text: String) -> Value { .text(Array(text.utf8)) }

    static func < (a: Value, b: Value) -> Bool {
      switch (a, b) {
      case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
      case (.number(let a), .number(let b)): a < b
      case (.text, .number): true
      case (.number, .text): false
      }
    }
  }

  private static func values(_ field: Facet.Field, _ document: Document) -> Set<Value> {
    switch field {
    case .kind: return [.text(document.kind.rawValue)]
    case .author: return Set(document.author.map { [.text($0)] } ?? [])
    case .tag: return Set(document.tags.map { .text($0) })
    case .year: return Set(document.date.map { [.text($0.truncated(to: .year).description)] } ?? [])
    case .month:
      guard let date = document.date, date.precision != .year else { return [] }
      return [.text(date.truncated(to: .month).description)]
    case .rating: return Set(document.rating.map { [.number($0 == 0 ? 0 : $0)] } ?? [])
    case .attribute(let name):
      return Set(
        document.attributes.filter { $0.name == name }.map {
          switch $0.value {
          case .string(let text): .text(text)
          case .number(let number): .number(number == 0 ? 0 : number)
          }
        })
    }
  }

  private static let fields: [Facet.Field] =
    [.kind, .author, .tag, .year, .month, .rating] + RandomValues.names.map { .attribute($0) }

  private static func check(
    _ counts: FacetCounts, _ matches: [MatchCorpus.Match], _ context: Comment
  ) {
    var expected: [Value: Int] = [:]
    var (documents, sum, size, numbers) = (0, 0.0, 0.0, 0)
    for match in matches {
      let values = values(counts.facet.field, match.document)
      if !values.isEmpty { documents += 1 }
      for value in values {
        expected[value, default: 0] += 1
        guard case .number(let number) = value else { continue }
        sum += number
        size += abs(number)
        numbers += 1
      }
    }
    let facet = counts.facet
    let best = expected.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(facet.limit)
    let shown = facet.isHistogram ? best.sorted { $0.key < $1.key } : Array(best)
    #expect(counts.documents == documents, context)
    #expect(counts.buckets.map { Value($0.value) } == shown.map(\.key), context)
    #expect(counts.buckets.map(\.count) == shown.map(\.value), context)
    #expect(counts.otherValues == expected.count - shown.count, context)
    #expect((counts.mean == nil) == (numbers == 0), context)
    if let mean = counts.mean, size.isFinite {
      // The order of summation is another.
      #expect(abs(mean - sum / Double(numbers)) <= 1e-12 * size, context)
    }
  }

  @Test(arguments: Seeds.all, [0.03, 0.5, 1]) func countAsLookingAtEachDocumentDoes(
    seed: UInt64, density: Double
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(900, density: density, &generator)
    let reader = try corpus.index.reader()
    // A rare name may be none's.
    let names = try reader.attributeNames()
    let fields = Self.fields.filter {
      if case .attribute(let name) = $0 { names.contains(name) } else { true }
    }
    for round in 0..<12 {
      let query = corpus.query(&generator)
      let kind = ["review", nil, nil].randomElement(using: &generator) ?? nil
      let matches = try corpus.matches(query, kind: kind, reader)
      var options = SearchOptions()
      options.kind = kind
      options.limit = generator.number(0...2)
      options.countsTotal = generator.chance(0.5)
      options.makesSnippets = false
      let plain = try reader.search(query, options: options)
      options.facets = fields.shuffled(using: &generator).map {
        Facet($0, limit: [nil, 1, 3, 1_000].randomElement(using: &generator) ?? nil)
      }
      let results = try reader.search(query, options: options)
      let context = "seed \(seed), round \(round), kind \(kind ?? "any"), \(query)"
      #expect(results.facets.map(\.facet) == options.facets)
      for counts in results.facets { Self.check(counts, matches, "\(context): \(counts.facet)") }
      #expect(results.hits == plain.hits && results.total == plain.total, "\(context)")
    }
  }

  /// So many values that they are not counted in rows, of one document each or of many.
  @Test(arguments: Seeds.all) func manyValuesAreCounted(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = (0..<5_000).map { number in
      Document(
        id: "d\(number)", author: "a\(generator.number(0...3_000))",
        date: Timestamp(seconds: Int64(number) * 86_400 * 3),
        tags: (0..<generator.number(0...3)).map { _ in "t\(generator.number(0...2_000))" },
        body: ["odd", "even"][number % 2] + (number % 97 == 0 ? " rare" : ""))
    }
    let index = try TestIndex()
    try index.add(Array(documents.prefix(2_000)))
    try index.add(Array(documents.dropFirst(2_000)))
    let reader = try index.reader()
    for query in ["even", "rare", "odd OR even"] {
      var options = SearchOptions()
      options.facets = [.author, .tag, .year, .month].map { Facet($0, limit: 1_000) }
      let results = try reader.search(try QueryParser.parse(query), options: options)
      let matches = documents.enumerated().filter { number, document in
        query == "odd OR even" || document.body.contains(query)
      }.map { MatchCorpus.Match(document: $1, place: $0, score: 0, threadLength: 1) }
      for counts in results.facets { Self.check(counts, matches, "seed \(seed), \(query): \(counts.facet)") }
    }
  }

  @Test func whatIsNotThereIsNamed() throws {
    var generator = SeededGenerator(seed: 1)
    let corpus = try MatchCorpus(300, density: 1, &generator)
    var options = SearchOptions()
    options.facets = [Facet(.attribute("nothing"))]
    #expect { try corpus.index.reader().search(.word("1"), options: options) } throws: {
      "\($0)".hasPrefix(
        "there is no facet of the name 'nothing'; there are kind, author, tag, year, month, rating, ")
    }
  }
}
