import FTSAnalysis
import FTSAutomata
import FTSDocument
import FTSQuery
import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

/// Filters against the same asked of the documents themselves.
@Suite struct SegmentFilterTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  // MARK: - What filters mean

  private static let now: Int64 = 1_360_000_000

  private static func texts(_ field: FilterField, _ document: Document) -> [String] {
    switch field {
    case .author: document.author.map { [$0] } ?? []
    case .tag: document.tags
    case .attribute(let name): document.attributes.filter { $0.name == name }.map { text($0.value) }
    case .replyTo: []
    }
  }

  private static func text(_ value: Attribute.Value) -> String {
    switch value {
    case .string(let text): return text
    case .number(let number):
      let text = "\(number == 0 ? 0 : number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
  }

  private static func holds(_ filter: Filter, _ document: Document, thread: String, _ analyzer: Analyzer)
    -> Bool
  {
    switch filter {
    case .rating(let comparison): document.rating.map(comparison.contains) ?? false
    case .number(let name, let comparison):
      document.attributes.contains {
        if $0.name == name, case .number(let number) = $0.value { comparison.contains(number) } else { false }
      }
    case .date(let comparison):
      document.date.map { date in
        let range = comparison.seconds(now: now)
        return range.lowerBound <= date.period.lowerBound && date.period.upperBound <= range.upperBound
      } ?? false
    case .exists(let name):
      switch name {
      case "title": document.title != nil
      case "author": document.author != nil
      case "date": document.date != nil
      case "rating": document.rating != nil
      case "tag": !document.tags.isEmpty
      case "url": document.url != nil
      case "language": document.language != nil
      case "reply-to": document.parent != nil
      default: document.attribute(name) != nil
      }
    case .kind(let kind): document.kind.rawValue == kind
    case .thread(let id): thread == id
    case .equals(let field, let value):
      texts(field, document).contains { Array($0.utf8) == Array(value.utf8) }
    case .contains(let field, let match): texts(field, document).contains { contains($0, match, analyzer) }
    case .inReview, .hasComment: false
    }
  }

  private static func contains(_ value: String, _ match: TextMatch, _ analyzer: Analyzer) -> Bool {
    func terms(_ text: String) -> [String] { analyzer.tokens(in: text).map(\.term) }
    let words = terms(value)
    func places(_ text: String) -> [[Int]] {
      // All ways to find each term at a place of its own.
      terms(text).reduce([[]]) { ways, term in
        ways.flatMap { way in
          words.indices.filter { words[$0] == term && !way.contains($0) }.map { way + [$0] }
        }
      }.filter { !$0.isEmpty }
    }
    switch match {
    case .word(let text), .phrase(let text):
      return places(text).contains { way in zip(way, way.dropFirst()).allSatisfy { $0 + 1 == $1 } }
    case .near(let text, let slop, let isOrdered):
      return places(text).contains { way in
        (way.max() ?? 0) - (way.min() ?? 0) + 1 - way.count <= slop && (!isOrdered || way == way.sorted())
      }
    case .fuzzy(let text, _):
      return contains(value, .word(text), analyzer) || describes(match, value, analyzer)
    case .prefix, .wildcard, .regex: return describes(match, value, analyzer)
    }
  }

  /// Whether a pattern of one word, in folded letters, describes one of a value.
  private static func describes(_ match: TextMatch, _ value: String, _ analyzer: Analyzer) -> Bool {
    var words: [String] = []
    analyzer.makeTokenizer().forEachToken(in: value.utf8.span) { form, _, _ in
      words.append(String(decoding: form.indices.map { form[$0] }, as: UTF8.self))
    }
    return !forms(words, describedBy: match).isEmpty
  }

  // MARK: - Random filters

  private static func period(_ generator: inout SeededGenerator) -> DatePeriod {
    generator.chance(0.1)
      ? .relative(RelativePeriod.allCases.randomElement(using: &generator) ?? .today)
      : .calendar(RandomValues.date(&generator))
  }

  private static func comparison<Bound>(
    _ generator: inout SeededGenerator, _ bound: (inout SeededGenerator) -> Bound
  ) -> Comparison<Bound> {
    switch generator.number(0...5) {
    case 0: return .less(bound(&generator))
    case 1: return .atMost(bound(&generator))
    case 2: return .greater(bound(&generator))
    case 3: return .atLeast(bound(&generator))
    case 4: return .between(bound(&generator), bound(&generator))
    default:
      let bound = bound(&generator)
      return .between(bound, bound)
    }
  }

  private static func match(_ generator: inout SeededGenerator) -> TextMatch {
    let words = [
      "ann", "Lee", "comedy", "free gluten", "gluten free", "b", "a a", "a b", "zoe", "2", "2.5", "w7", "!",
    ]
    let text = words.randomElement(using: &generator) ?? ""
    switch generator.number(0...4) {
    case 4: return pattern(&generator)
    case 0: return .phrase(text)
    case 1: return .near(text, slop: generator.number(0...2), isOrdered: generator.chance(0.5))
    default: return .word(text)
    }
  }

  private static func pattern(_ generator: inout SeededGenerator) -> TextMatch {
    switch generator.number(0...3) {
    case 0: .prefix(["a", "com", "w", "2", "z", "caf", "none"].randomElement(using: &generator) ?? "a")
    case 1:
      .wildcard(
        WildcardPattern(
          ["*", "?", "c*y", "*2*", "g?uten", "w??", "*oe"].randomElement(using: &generator) ?? "*"))
    case 2:
      .fuzzy(
        ["an", "comedi", "zoe", "glutne", "none", "w60"].randomElement(using: &generator) ?? "an",
        distance: generator.number(1...2))
    default:
      (["an+", "[a-c].*", "(lee|zoe)", ".", "w[0-9]*"].randomElement(using: &generator)
        .flatMap { try? RegexPattern($0) }).map { .regex($0) } ?? .prefix("a")
    }
  }

  private static func filter(_ documents: [Document], _ generator: inout SeededGenerator) -> Filter {
    let name = (RandomValues.names + ["none"]).randomElement(using: &generator) ?? ""
    let field = [.author, .tag, FilterField.attribute(name)].randomElement(using: &generator) ?? .tag
    switch generator.number(0...8) {
    case 0: return .rating(comparison(&generator, RandomValues.number))
    case 1: return .number(name, comparison(&generator, RandomValues.number))
    case 2, 3: return .date(comparison(&generator, period))
    case 4:
      let fields = ["title", "author", "date", "rating", "tag", "url", "language", "reply-to"]
      return .exists((fields + RandomValues.names + ["none"]).randomElement(using: &generator) ?? "")
    case 5: return .kind(["review", "comment", "none"].randomElement(using: &generator) ?? "")
    case 6: return .thread(documents.randomElement(using: &generator)?.id ?? "")
    case 7:
      let value =
        documents.randomElement(using: &generator).flatMap {
          texts(field, $0).randomElement(using: &generator)
        }
        ?? ["2", "2.0", "-0", "0", "inf", "Zoë", ""].randomElement(using: &generator)
      return .equals(field, value ?? "")
    default: return .contains(field, match(&generator))
    }
  }

  // MARK: - Tests

  /// Documents of threads, with values.
  private static func documents(_ count: Int, _ generator: inout SeededGenerator) -> [Document] {
    var documents = RandomCorpus(documentCount: count, vocabularySize: 50).makeDocuments(using: &generator)
    let density: Double = [0.03, 0.5, 1.0].randomElement(using: &generator) ?? 1
    for index in documents.indices { RandomValues.fill(&documents[index], density: density, &generator) }
    return documents
  }

  private func write(
    _ commits: [[Document]], deleting ids: [String], analyzer: String, to path: String, memory: Int = 64 << 20
  ) throws {
    var options = IndexWriter.Options()
    options.memoryBudget = memory
    let writer = try IndexWriter(path: path, analyzer: analyzer, options: options)
    defer { writer.close() }
    for documents in commits {
      for document in documents { try writer.add(document) }
      try writer.commit()
    }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
  }

  /// Holds every document of every segment against the filters, deleted ones too.
  private func check(
    _ path: String, _ analyzer: Analyzer, rounds: Int, _ generator: inout SeededGenerator, _ seed: UInt64
  ) throws {
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    let expander = TermExpander(analyzer.makeTokenizer())
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    let segments = try snapshot.segments.map { segment in
      try (0..<DocID(segment.info.documents)).map { try stored.document($0, in: segment.index) }
    }
    let documents = segments.flatMap { $0.map(\.document) }
    for _ in 0..<rounds {
      let filter = Self.filter(documents, &generator)
      for (segment, documents) in zip(snapshot.segments, segments) {
        let evaluated = try SegmentFilter(filter, segment, expander, now: Self.now)
        for block in 0..<segment.info.blocks {
          var expected: UInt64 = 0
          for (lane, entry) in documents.dropFirst(block * 64).prefix(64).enumerated()
          where Self.holds(filter, entry.document, thread: entry.thread, analyzer) {
            expected |= 1 << UInt64(lane)
          }
          let lanes = evaluated.lanes(block)
          if lanes != expected {
            Issue.record("seed \(seed), \(filter), block \(block): \(lanes), not \(expected)")
          }
        }
        #expect(evaluated.lanes(segment.info.blocks) == 0)
      }
    }
    withExtendedLifetime(snapshot) {}
  }

  @Test(arguments: Seeds.all, ["simple", "english"])
  func filtersHoldForTheDocumentsTheyAreSaidTo(seed: UInt64, analyzer: String) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(generator.number(300...900), &generator)
    let cuts = [generator.number(1...100), generator.number(101...299)]
    let commits = [documents[..<cuts[0]], documents[cuts[0]..<cuts[1]], documents[cuts[1]...]].map(Array.init)
    let deleted = documents.map(\.id).filter { _ in generator.chance(0.2) }
    let path = directory.file("index")
    try write(commits, deleting: deleted, analyzer: analyzer, to: path)
    let named = try #require(Analyzer.named(analyzer))
    try check(path, named, rounds: 60, &generator, seed)
    // The same of one segment without the deleted ones, numbered otherwise.
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    #expect(try writer.compact(reorder: generator.chance(0.5)))
    try check(path, named, rounds: 60, &generator, seed)
  }

  @Test(arguments: Seeds.all) func aMergedSegmentHasTheColumnsOfAFreshOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(500, &generator)
    let deleted = Set(documents.map(\.id).filter { _ in generator.chance(0.2) })
    let (merged, fresh) = (directory.file("merged"), directory.file("fresh"))
    try write(
      [Array(documents.prefix(200)), Array(documents.dropFirst(200))], deleting: deleted.sorted(),
      analyzer: "simple", to: merged)
    do {
      let writer = try IndexWriter(path: merged)
      defer { writer.close() }
      #expect(try writer.compact())
    }
    // A merge keeps the order of a thread whose review is in it, and the fresh index is given that order.
    let snapshot = try IndexStore.open(merged).snapshot()
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    let order = try (0..<DocID(snapshot.segments[0].info.documents)).map {
      try stored.document($0, in: 0).document
    }
    try write([order], deleting: [], analyzer: "simple", to: fresh)
    #expect(Set(order.map(\.id)) == Set(documents.map(\.id)).subtracting(deleted), "seed \(seed)")
    let columns = try [merged, fresh].map { try contents(ofColumnsAt: $0) }
    #expect(columns[0].count > 6 && columns[0] == columns[1], "seed \(seed)")
  }

  /// The columns of an index's one segment that tell of documents what the documents say: all from dates on, but for when
  /// they were written first, which a merge keeps.
  private func contents(ofColumnsAt path: String) throws -> [[UInt8]] {
    let store = try IndexStore.open(path)
    let snapshot = try store.snapshot()
    let transaction = try store.environment.beginRead()
    defer { transaction.release() }
    var columns = try TableCursor(
      transaction, store.tables.columns, prefix: TableKey.segment(snapshot.segments[0].info.number), path)
    var contents: [[UInt8]] = []
    while let content = try columns.next() { contents.append(content.content.array) }
    contents.remove(at: Int(Column.births.rawValue))
    return Array(contents.dropFirst(Int(Column.dates.rawValue)))
  }

  @Test func numbersThatAreNoneAreRefused() throws {
    let writer = try IndexWriter(path: directory.file("index"))
    defer { writer.close() }
    for number in [Double.nan, .infinity, -.infinity] {
      #expect(throws: IndexError.invalidDocument(id: "a", reason: "a number is not finite")) {
        try writer.add(Document(id: "a", rating: number))
      }
      #expect(throws: IndexError.invalidDocument(id: "a", reason: "a number is not finite")) {
        try writer.add(Document(id: "a", attributes: [Attribute("n", .number(number))]))
      }
    }
    try writer.add(Document(id: "a", rating: 1))
    try writer.commit()
  }
}
