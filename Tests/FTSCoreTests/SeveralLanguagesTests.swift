import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// An index of several languages: each document is stemmed in its own, and a query finds all.
@Suite struct SeveralLanguagesTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func write(_ documents: [Document], analyzer: String = "english+german") throws -> IndexReader {
    let path = directory.file("index")
    // Two segments.
    for part in [documents[..<(documents.count / 2)], documents[(documents.count / 2)...]] {
      let writer = try IndexWriter(path: path, analyzer: analyzer)
      for document in part { try writer.add(document) }
      try writer.commit()
      writer.close()
    }
    return try IndexReader(path: path)
  }

  private static func document(_ id: String, _ language: String?, _ body: String) -> Document {
    var document = Document(id: id, body: body)
    document.language = language
    return document
  }

  private static func ids(_ query: Query, _ reader: IndexReader) throws -> [String] {
    var options = SearchOptions()
    options.limit = 1_000
    let found = try reader.search(query, options: options)
    #expect(found.total == found.hits.count)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == found)
    return found.hits.map(\.document.id).sorted()
  }

  private static let documents = [
    document("en1", "en", "Many houses, and a running dog"), document("en2", "English", "One house; he runs"),
    document("de1", "de-AT", "Viele Häuser, die Freunde laufen"),
    document("de2", "German", "Ein Haus. Mein Freund"),
    document("no", nil, "The house of a friend"), document("fr", "fr", "houses"),
  ]

  @Test(
    "a word finds its stems in each language",
    arguments: [
      ("house", "en1 en2 fr no"), ("run", "en1 en2"), ("Haus", "de1 de2"), ("Häuser", "de1 de2"),
      ("Freunden", "de1 de2"), ("friends", "no"), ("\"viele Haus\"", "de1"), ("\"ein Häuser\"", "de2"),
      ("häus*", "de1 de2"), ("ha*s", "de1 de2"), ("freund~1", "de1 de2"), ("/fr.*d/", "de1 de2 no"),
      ("+haus +freund", "de1 de2"),
    ])
  func words(text: String, expected: String) throws {
    let reader = try write(Self.documents)
    #expect(try Self.ids(try QueryParser.parse(text), reader).joined(separator: " ") == expected)
  }

  @Test("forms are shown without the mark of their language, and matches are marked by it")
  func shown() throws {
    let reader = try write(Self.documents)
    #expect(try reader.suggest("fr", limit: 5).map(\.text) == ["freund", "freunde", "friend"])
    #expect(
      try reader.suggest("ho", limit: 5).map { [$0.text, "\($0.occurrences)"] } == [
        ["house", "2"], ["houses", "2"],
      ])
    let hits = try reader.search(try QueryParser.parse("Haus"), options: SearchOptions()).hits
    let marked = hits.compactMap { hit in
      hit.snippet.flatMap { snippet in
        snippet.highlights.first.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
      }
    }
    #expect(marked.sorted() == ["Haus", "Häuser"])
  }

  @Test("it is found sound, also when it is merged, and made anew with other languages")
  func maintenance() throws {
    _ = try write(Self.documents)
    let path = directory.file("index")
    var check = CheckOptions()
    check.documents = .all
    let report = try IndexCheck(path: path, options: check).run()
    #expect(report.findings.isEmpty && report.searched == Self.documents.count, "\(report)")
    #expect(throws: IndexError.self) { _ = try IndexWriter(path: path, analyzer: "german+english") }
    #expect(throws: IndexError.self) {
      _ = try IndexWriter(path: directory.file("none"), analyzer: "english+")
    }
    var settings = IndexMaintenance.NewSettings()
    for analyzer in [nil, "german+english", "german"] {
      settings.analyzer = analyzer
      _ = try IndexMaintenance(path: path) { _ in }.rebuild(settings)
      let report = try IndexCheck(path: path, options: check).run()
      #expect(report.findings.isEmpty && report.segments == 1, "\(report)")
      let reader = try IndexReader(path: path)
      #expect(try Self.ids(try QueryParser.parse("Häuser"), reader) == ["de1", "de2"])
      let english = try Self.ids(try QueryParser.parse("running"), reader)
      #expect(english == (analyzer == "german" ? ["en1"] : ["en1", "en2"]))
    }
  }

  @Test("a word is found as the analyzers of the languages by themselves would find it", arguments: Seeds.all)
  func naive(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let names = ["english", "german", "french"]
    let analyzers = names.compactMap { Analyzer.named($0) }
    let tags = [nil, "en", "de", "fr", "fr-CA", "xx"]
    let words = [
      "house", "houses", "Haus", "Häuser", "hauser", "run", "running", "runs", "Läufer", "laufen", "continue",
      "continuer", "continuellement", "été", "ete", "cafés", "café", "Mary's", "l'homme", "homme", "Straße",
      "strasse",
      "1990s", "naïve", "서울",
    ]
    let documents = (0..<60).map { number in
      let text = (0..<generator.number(1...6)).map { _ in words.randomElement(using: &generator)! }
      return Self.document("d\(number)", tags.randomElement(using: &generator)!, text.joined(separator: " "))
    }
    let reader = try write(documents, analyzer: names.joined(separator: "+"))
    func analyzer(of document: Document) -> Analyzer {
      switch document.language?.prefix(2) {
      case "de": analyzers[1]
      case "fr": analyzers[2]
      default: analyzers[0]
      }
    }
    var found = 0
    for word in words where !word.contains("'") {
      let sought = Set(analyzers.map { $0.tokens(in: word)[0].term })
      // Elided articles are dropped in all languages of an index.
      let expected = documents.filter { document in
        let text = document.body.replacing("l'homme", with: "homme").replacing("Mary's", with: "Mary")
        return analyzer(of: document).tokens(in: text).contains { sought.contains($0.term) }
      }.map(\.id).sorted()
      #expect(try Self.ids(Query(.text(.word(word), in: nil)), reader) == expected, "seed \(seed), \(word)")
      found += expected.count
    }
    #expect(found > 0)
  }
}
