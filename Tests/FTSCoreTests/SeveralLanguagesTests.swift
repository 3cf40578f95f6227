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
      try IndexWriter.write(part, to: path, analyzer: analyzer)
    }
    return try IndexReader(path: path)
  }

  private static func document(_ id: String, _ language: String?, _ body: String) -> Document {
    var document = Document(id: id, body: body)
    document.language = language
    return document
  }

  static let documents = [
    document("en1", "en", "Many houses, and a running dog"), document("en2", "English", "One house; he runs"),
    document("de1", "de-AT", "Viele Häuser, die Freunde laufen"),
    document("de2", "German", "Ein Haus. Mein Freund"),
    document("no", nil, "The house of a friend"), document("fr", "fr", "houses"),
    document("de3", nil, "Wir haben die Freunde nicht gesehen"),
  ]

  @Test(
    "a word finds its stems in each language",
    arguments: [
      ("house", "en1 en2 fr no"), ("run", "en1 en2"), ("Haus", "de1 de2"), ("Häuser", "de1 de2"),
      ("Freunden", "de1 de2 de3"), ("friends", "no"), ("\"viele Haus\"", "de1"), ("\"ein Häuser\"", "de2"),
      ("häus*", "de1 de2"), ("ha*s", "de1 de2"), ("freund~1", "de1 de2 de3"), ("/fr.*d/", "de1 de2 de3 no"),
      ("+haus +freund", "de1 de2"),
    ])
  func words(text: String, expected: String) throws {
    let reader = try write(Self.documents)
    #expect(try reader.ids(try QueryParser.parse(text)).joined(separator: " ") == expected)
  }

  @Test("forms are shown without the mark of their language, and matches are marked by it")
  func shown() throws {
    let reader = try write(Self.documents)
    #expect(try reader.suggest("fr", limit: 5).map(\.text) == ["freunde", "freund", "friend"])
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

  @Test("what is shown of a query and of a document tells no marks")
  func explained() throws {
    let reader = try write(Self.documents)
    for (id, language) in [("en1", "english"), ("de2", "german"), ("de3", "german"), ("fr", "english")] {
      for text in ["Häuser houses \"one house\" 2014", "nothing"] {
        let explained = try #require(try reader.explain(try QueryParser.parse(text), id: id))
        #expect(explained.language == language)
        #expect(!"\(explained)".contains("\\u{"))
      }
    }
    let found = try #require(try reader.explain(try QueryParser.parse("Häuser"), id: "de2")).explanation
    #expect(found?.contributions.map(\.clause) == ["(haus OR hauser)"])
    // In one language nothing is told.
    let english = try IndexWriter(path: directory.file("english"), analyzer: "english")
    try english.add(Self.documents[0])
    try english.commit()
    english.close()
    let one = try IndexReader(path: directory.file("english"))
    #expect(try one.explain(try QueryParser.parse("houses"), id: "en1")?.language == nil)
  }

  @Test("words that are misspelt are corrected, and what is like a document is found, across languages")
  func suggestions() throws {
    let reader = try write(Self.documents)
    let corrected = try reader.search(try QueryParser.parse("Hauss Freumd"), options: SearchOptions())
    #expect(corrected.suggestion?.corrections.map(\.replacement) == ["haus", "freund"])
    let like = try #require(try reader.query(like: "de1"))
    #expect(try reader.ids(like).contains("de2"))
  }

  @Test("values are compared in each language, also as patterns and phrases")
  func values() throws {
    let values = [
      "en1": "Houses by the sea", "de1": "Häuser am Meer", "de2": "Ein Haus am Meer", "no": "Meerhaus",
    ]
    let documents = Self.documents.map { document in
      var document = document
      if let value = values[document.id] { document.attributes = [Attribute("place", .string(value))] }
      return document
    }
    let reader = try write(documents)
    let cases = [
      ("place:Haus", "de1 de2"), ("place:house", "en1"), ("place:\"haus am\"", "de1 de2"),
      ("place:\"meer häuser\"~2", "de1 de2"), ("place:häus*", "de1"), ("place:meer*", "de1 de2 no"),
      ("place:/h.*s/", "de2 en1"), ("place:nothing", ""),
    ]
    for (text, expected) in cases {
      #expect(
        try reader.ids(try QueryParser.parse(text)).joined(separator: " ") == expected, "\(text)")
    }
  }

  @Test("a word that is said twice is marked in its phrase, also where only one of its stems is the same")
  func marked() throws {
    let body = "He will run, running, and run; houses and houses"
    let reader = try write([Self.document("a", "en", body), Self.document("b", "de", "Häuser und Häuser")])
    let cases = [
      ("\"run running\"", ["run", "running"]), ("\"houses and houses\"", ["houses", "and", "houses"]),
      ("\"Häuser und Haus\"", ["Häuser", "und", "Häuser"]),
    ]
    for (text, words) in cases {
      let hits = try reader.search(try QueryParser.parse(text), options: SearchOptions()).hits
      let snippet = try #require(hits.first?.snippet, "\(text)")
      let marked = snippet.highlights.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
      #expect(marked == words, "\(text)")
    }
  }

  @Test("characters of scripts without spaces are found wherever they stand, in each language")
  func unspaced() throws {
    let reader = try write([
      Self.document("en", "en", "서울에서 京都"), Self.document("de", "de", "서울에서 東京都"),
      Self.document("none", nil, "섬세한 น้ำ"),
    ])
    for (text, expected) in [
      ("서울", "de en"), ("京都", "de en"), ("京", "de en"), ("섬", "none"), ("에서", "de en"), ("東京", "de"),
      ("น้ำ", "none"), ("서", "de en"),
    ] {
      #expect(
        try reader.ids(try QueryParser.parse(text)).joined(separator: " ") == expected, "\(text)")
    }
  }
}
