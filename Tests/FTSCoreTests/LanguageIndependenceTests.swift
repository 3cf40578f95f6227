import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// What the languages of an index do to one another: nothing. Documents are found, and ranked, as by the analyzer of their
/// language alone.
@Suite struct LanguageIndependenceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// German endings make other English words of some of them: *offer* would be *off*, *former* form, *corner* corn.
  private static let words = [
    "house", "houses", "Haus", "Häuser", "hauser", "run", "running", "runs", "Läufer", "laufen", "continue",
    "continuer", "continuellement", "été", "ete", "cafés", "café", "Mary's", "l'homme", "homme", "Straße",
    "strasse", "1990s", "naïve", "서울", "offer", "off", "former", "form", "forms", "corner", "corn", "number",
    "numb", "Berlin", "film", "films", "Filme",
  ]
  private static let names = ["english", "german", "french"]

  private static func documents(_ generator: inout SeededGenerator, _ tags: [String?]) -> [Document] {
    (0..<120).map { number in
      let text = (0..<generator.number(1...8)).map { _ in words.randomElement(using: &generator)! }
      var document = Document(
        id: "d\(number)", kind: number % 3 == 0 ? .review : .comment, body: text.joined(separator: " "))
      if number % 3 > 0 { document.parent = "d\(number - number % 3)" }
      if number % 4 == 0 { document.title = words.randomElement(using: &generator)! }
      document.language = tags.randomElement(using: &generator)!
      return document
    }
  }

  private func index(_ documents: [Document], _ analyzer: String, _ name: String) throws -> IndexReader {
    // Several segments.
    for start in stride(from: 0, to: documents.count, by: 50) {
      try IndexWriter.write(
        documents[start..<min(start + 50, documents.count)], to: directory.file(name), analyzer: analyzer)
    }
    return try IndexReader(path: directory.file(name))
  }

  private static func search(_ query: Query, _ reader: IndexReader) throws -> SearchResults {
    var options = SearchOptions()
    options.limit = 1_000
    let found = try reader.search(query, options: options)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == found)
    options.isExhaustive = false
    options.limit = 5
    #expect(try reader.search(query, options: options).hits == Array(found.hits.prefix(5)))
    return found
  }

  /// No two of them have the same stem in one language and different ones in another: near each other, words are told
  /// apart by all of their stems.
  private static let distinctWords = ["Haus", "film", "Berlin", "corn", "off", "numb", "Straße", "naïve"]

  /// Words, phrases and conditions of them.
  private static func query(_ generator: inout SeededGenerator) -> Query {
    let words = words.filter { !$0.contains("'") }
    func text() -> Query {
      let said = (0..<generator.number(1...3)).map { _ in words.randomElement(using: &generator)! }
      return switch generator.number(0...3) {
      case 0: Query(.text(.phrase(said.joined(separator: " ")), in: nil))
      case 1:
        Query(
          .text(
            .near(
              said.map { _ in distinctWords.randomElement(using: &generator)! }.joined(separator: " "),
              slop: 3, isOrdered: false), in: nil))
      default: Query(.text(.word(said[0]), in: nil))
      }
    }
    let occurrences: [Query.Occurrence] = [.should, .should, .must, .mustNot]
    return Query(
      clauses: [Query.Clause(.should, text())]
        + (0..<generator.number(0...3)).map { _ in
          Query.Clause(occurrences.randomElement(using: &generator)!, text())
        })
  }

  /// Whether two clauses say the same to the analyzer of a name.
  private static func hasOneClauseForTwo(_ query: Query, _ name: String) -> Bool {
    let texts = query.clauses.compactMap { clause in
      switch clause.query.node {
      case .text(.word(let text), _), .text(.phrase(let text), _), .text(.near(let text, _, _), _): text
      default: nil
      }
    }
    let terms = texts.compactMap { Analyzer.named(name)?.tokens(in: $0).map(\.term) }
    return Set(terms).count < terms.count
  }

  @Test("documents of one language are ranked as in an index of that language alone", arguments: Seeds.all)
  func alone(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for (name, tag) in zip(Self.names, ["en", "de", "fr"]) {
      // Elided articles and the possessive go in all of several languages.
      let documents = Self.documents(&generator, [tag]).map { document in
        var document = document
        document.body = document.body.replacing("l'", with: "").replacing("'s", with: "")
        document.title = document.title?.replacing("l'", with: "").replacing("'s", with: "")
        return document
      }
      let one = try index(documents, name, name)
      let several = try index(documents, Self.names.joined(separator: "+"), name + "+")
      for _ in 0..<40 {
        let query = Self.query(&generator)
        let context: Comment = "seed \(seed), \(query) in \(name)"
        let (expected, found) = (try Self.search(query, one), try Self.search(query, several))
        #expect(found.total == expected.total, context)
        #expect(found.hits.map(\.document.id) == expected.hits.map(\.document.id), context)
        if Self.hasOneClauseForTwo(query, name) {
          // Where another language tells them apart they are two, and each clause of a sum is rounded down (see ScoreScale), which a
          // score may show in its last bit.
          for (score, other) in zip(found.hits.map(\.score), expected.hits.map(\.score)) {
            #expect(abs(score - other) <= other.ulp, context)
          }
        } else {
          #expect(found.hits.map(\.score) == expected.hits.map(\.score), context)
        }
        #expect(found.hits.map(\.snippet) == expected.hits.map(\.snippet), context)
      }
    }
  }

  @Test("a word is found as the analyzers of the languages by themselves would find it", arguments: Seeds.all)
  func naive(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(&generator, [nil, "en", "de", "fr", "fr-CA", "xx"])
    let name = Self.names.joined(separator: "+")
    let reader = try index(documents, name, "several")
    let tokenizer = try #require(Analyzer.named(name)).makeTokenizer()
    let analyzers = Self.names.compactMap { Analyzer.named($0) }
    var found = 0
    for word in Self.words where !word.contains("'") {
      let expected = documents.filter { document in
        // As a word of this document's language; elided articles are dropped in all.
        let analyzer = analyzers[tokenizer.language(of: document)]
        let text = (document.body + " " + (document.title ?? "")).replacing("l'homme", with: "homme")
          .replacing("Mary's", with: "Mary")
        let sought = analyzer.tokens(in: word)[0].term
        return analyzer.tokens(in: text).contains { $0.term == sought }
      }
      // Comments are found by their review's title, too.
      let query = Query(.text(.phrase(word), in: nil))
      let ids = try Self.search(query, reader).hits.map(\.document.id).sorted()
      #expect(ids == expected.map(\.id).sorted(), "seed \(seed), \(word)")
      found += expected.count
    }
    #expect(found > 0)
  }

  @Test("it is found sound, also when it is merged, and made anew with other languages", arguments: Seeds.all)
  func maintenance(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(&generator, [nil, "en", "de", "fr", "xx"])
    _ = try index(documents, "english+german", "index")
    let path = directory.file("index")
    #expect(throws: IndexError.self) { _ = try IndexWriter(path: path, analyzer: "german+english") }
    #expect(throws: IndexError.self) {
      _ = try IndexWriter(path: directory.file("none"), analyzer: "english+")
    }
    var check = CheckOptions()
    check.documents = .all
    func checkIsSound() throws {
      let report = try IndexCheck(path: path, options: check).run()
      #expect(report.findings.isEmpty && report.searched == documents.count, "seed \(seed), \(report)")
    }
    /// What is found, of equal scores in whatever order.
    func answers() throws -> [[String]] {
      let reader = try IndexReader(path: path)
      return try Self.words.map { word in
        try Self.search(Query(.text(.word(word), in: nil)), reader).hits
          .map { "\($0.score) \($0.document.id)" }.sorted()
      }
    }
    try checkIsSound()
    let before = try answers()
    // Others in their place, with another language; then those again.
    let changed = documents.prefix(30).map { document in
      var document = document
      document.language = "de"
      return document
    }
    _ = try index(changed, "english+german", "index")
    try checkIsSound()
    _ = try index(Array(documents.prefix(30)), "english+german", "index")
    _ = try IndexMaintenance(path: path) { _ in }.compact()
    try checkIsSound()
    #expect(try answers() == before, "seed \(seed)")
    for analyzer in ["german+english", "french", "english+german"] {
      _ = try IndexMaintenance(path: path) { _ in }.rebuild(RequestedSettings(analyzer: analyzer))
      try checkIsSound()
    }
    #expect(try answers() == before, "seed \(seed)")
  }
}
