import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Words of an index that are not stemmed.
@Suite struct ProtectedWordsTests {
  private static let documents = [
    Document(id: "kindle", title: "A Kindle", body: "The kindle of mine, a KINDLE."),
    Document(id: "kindles", body: "Many kindles and fires."),
    Document(id: "kindling", body: "Kindling for a fire."),
    Document(id: "comment", kind: .comment, parent: "kindle", body: "The Fire is another."),
  ]

  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  private func write(_ words: String?, analyzer: String? = nil) throws {
    let writer = try IndexWriter(
      path: path,
      settings: RequestedSettings(
        analyzer: analyzer, protectedWords: try words.map { try WordList($0, file: "f") }))
    defer { writer.close() }
    // Of two segments, for merges to have something to do.
    for document in Self.documents.prefix(2) { try writer.add(document) }
    try writer.commit()
    for document in Self.documents.dropFirst(2) { try writer.add(document) }
    try writer.commit()
  }

  private func search(_ text: String, _ options: SearchOptions = SearchOptions()) throws -> [Hit] {
    try IndexReader(path: path).search(try QueryParser.parse(text), options: options).hits
  }

  private func ids(_ text: String) throws -> String {
    try search(text).map(\.document.id).sorted().joined(separator: " ")
  }

  private func check() throws -> [CheckFinding] {
    var options = CheckOptions()
    options.documents = .all
    return try IndexCheck(path: path, options: options).run().findings
  }

  private func error(_ body: () throws -> Void) -> IndexError? {
    do { try body() } catch { return error as? IndexError }
    return nil
  }

  private static let queries = [
    // The comment is found by the title of its review.
    ("kindle", "comment kindle"), ("KINDLE", "comment kindle"), ("kindles", "kindles kindling"),
    ("kindling", "kindles kindling"), ("\"a kindle\"", "kindle"), ("title:kindle", "kindle"),
    ("kindl*", "kindle kindles kindling"), ("fires", "comment kindles kindling"),
    ("fire -kindles", "comment"), ("\"kindle mine\"~1", "kindle"),
  ]

  @Test("a protected word is found by itself alone, and finds no other word", arguments: queries)
  func searching(query: String, expected: String) throws {
    try write("Kindle")
    #expect(try ids(query) == expected)
    #expect(
      try search(query) { $0.isExhaustive = true }.map(\.document.id).sorted().joined(separator: " ")
        == expected)
  }

  private func search(_ text: String, _ change: (inout SearchOptions) -> Void) throws -> [Hit] {
    var options = SearchOptions()
    change(&options)
    return try search(text, options)
  }

  @Test("without it all its forms are one word") func unprotected() throws {
    try write(nil)
    #expect(try ids("kindle") == "comment kindle kindles kindling")
  }

  @Test("merging, checking, highlighting and explaining know of protected words") func elsewhere() throws {
    try write("Kindle")
    #expect(try check() == [])
    let hit = try #require(try search("kindle") { $0.explains = true }.first)
    let snippet = try #require(hit.snippet)
    let bytes = Array(snippet.text.utf8)
    #expect(snippet.highlights.map { String(decoding: bytes[$0], as: UTF8.self) } == ["kindle", "KINDLE"])
    #expect(hit.explanation?.contributions.map(\.clause) == ["kindle"])
    let terms = try IndexReader(path: path).statistics().terms
    _ = try IndexMaintenance(path: path) { _ in }.compact()
    #expect(try check() == [] && IndexReader(path: path).statistics().terms < terms)
    for (query, expected) in Self.queries { #expect(try ids(query) == expected) }
  }

  @Test("synonyms and corrections go by the index's terms") func dictionaries() throws {
    try write("Kindle")
    let synonyms = try Synonyms("reader => kindle")
    let found = try search("reader") { $0.dictionaries.synonyms = synonyms }.map(\.document.id)
    #expect(Set(found) == ["kindle", "comment"])
    let suggestion = try IndexReader(path: path).search(try QueryParser.parse("kindel")).suggestion
    #expect(suggestion?.corrected("kindel") == "kindle")
  }

  @Test("an index takes the words that it was made with, and no others") func otherWords() throws {
    try write("Kindle\nFire")
    for same in ["fire\nKINDLE", "Fire\nKindle\n# kindle\nkindle"] {
      try IndexWriter(path: path, settings: RequestedSettings(protectedWords: try WordList(same))).close()
    }
    try IndexWriter(path: path).close()
    #expect(
      error {
        _ = try IndexWriter(path: path, settings: RequestedSettings(protectedWords: try WordList("kindle")))
      }
        == .settingsMismatch(setting: "the protected words", recorded: "fire, kindle", requested: "kindle"))
    #expect(
      error { _ = try IndexWriter(path: path, settings: RequestedSettings(protectedWords: WordList())) }
        == .settingsMismatch(setting: "the protected words", recorded: "fire, kindle", requested: "(none)"))
    #expect(
      error {
        _ = try IndexWriter(
          path: path, settings: RequestedSettings(protectedWords: try WordList("new york", file: "f")))
      }
        == .invalidDictionary(
          DictionarySyntaxError(
            file: "f", line: 1, reason: "'new york' is 2 words to the analyzer english; a line has one")))
    #expect(try IndexReader(path: path).settings.protectedWords.words == ["Fire", "Kindle"])
  }

  @Test(
    "words that cannot be protected make no index",
    arguments: [("a b", "english"), ("a", "simple"), ("a", "whitespace")])
  func refused(words: String, analyzer: String) throws {
    #expect(throws: IndexError.self) { try write(words, analyzer: analyzer) }
    #expect(error { _ = try IndexReader(path: path) } == .notFound(path: path))
    // To protect nothing is possible everywhere.
    try write("# none", analyzer: analyzer)
  }

  @Test("rebuilding keeps the words, takes others, and drops them") func rebuilding() throws {
    func rebuild(_ change: (inout RequestedSettings) throws -> Void) throws {
      var settings = RequestedSettings()
      try change(&settings)
      _ = try IndexMaintenance(path: path) { _ in }.rebuild(settings)
      #expect(try check() == [])
    }
    try write("Kindle")
    try rebuild { _ in }
    #expect(try ids("kindles") == "kindles kindling")
    try rebuild { $0.protectedWords = try WordList("Kindles") }
    #expect(try ids("kindles") == "kindles" && ids("kindling") == "comment kindle kindling")
    #expect(error { try rebuild { $0.analyzer = "simple" } }?.description.contains("stems no words") == true)
    #expect(try ids("kindles") == "kindles")
    try rebuild { $0.protectedWords = WordList() }
    #expect(try ids("kindles") == "comment kindle kindles kindling")
    #expect(try IndexReader(path: path).settings == IndexSettings())
  }

  /// They are kept as they were written: English forms have no diacritics, German ones do.
  @Test("for another analyzer the words are taken as they were written") func anotherAnalyzer() throws {
    try write("Häuser")
    _ = try IndexMaintenance(path: path) { _ in }.rebuild(RequestedSettings(analyzer: "german"))
    #expect(try IndexReader(path: path).analyzer.protectedForms.texts == ["häuser"])
  }

  @Test("a backup has the same words, and is put back with them") func backup() throws {
    try write("Kindle")
    let backup = directory.file("backup")
    try IndexMaintenance(path: path) { _ in }.backUp(to: backup)
    #expect(try IndexReader(path: backup).settings.protectedWords.words == ["Kindle"])
    _ = try IndexMaintenance(path: path) { _ in }.rebuild(RequestedSettings(protectedWords: WordList()))
    try IndexMaintenance(path: path) { _ in }.restore(from: backup)
    #expect(try ids("kindles") == "kindles kindling")
  }

  @Test("in an index of several languages a word is protected in all of them") func severalLanguages() throws
  {
    let writer = try IndexWriter(
      path: path,
      settings: RequestedSettings(analyzer: "english+german", protectedWords: try WordList("Kindle")))
    defer { writer.close() }
    for language in ["en", "de"] {
      try writer.add(Document(id: language, language: language, body: "kindle"))
      try writer.add(Document(id: language + "s", language: language, body: "kindles kindling"))
    }
    try writer.commit()
    #expect(try ids("kindle") == "de en" && check() == [])
  }

  @Test("words that no writer has recorded are damage") func damage() throws {
    try write("Kindle")
    let editor = try IndexEditor(path)
    let settings = try #require(try editor.entries(\.meta).first { $0.key == TableKey.settings })
    let word = Array("Kindle".utf8)
    let place = try #require(settings.content.indices.first { settings.content[$0...].starts(with: word) })
    func replaced(_ bytes: [UInt8]) throws {
      var changed = settings
      changed.content.replaceSubrange(place..<place + word.count, with: bytes)
      try editor.replace(changed, in: \.meta)
    }
    for other in ["a bcde", "!!!!!!"] {
      try replaced(Array(other.utf8))
      guard case .corrupted? = error({ _ = try IndexStore.open(path) }) else {
        Issue.record("\(other) was taken")
        continue
      }
    }
    try replaced([0xFF, 0xFE] + word.dropFirst(2))
    #expect(error { _ = try IndexStore.open(path) } == .corrupted(path: path, detail: "settings"))
  }
}
