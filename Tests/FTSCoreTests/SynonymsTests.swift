import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct SynonymsTests {
  private static let documents = [
    Document(id: "tv", body: "I watch tv"), Document(id: "television", body: "a television of mine"),
    Document(id: "telly", title: "Telly", body: "nothing on"), Document(id: "radio", body: "a radio of mine"),
    Document(id: "sf", body: "science fiction, and more science"),
    Document(id: "scifi", body: "a sci-fi film"),
    Document(id: "science", body: "science of fiction films"), Document(id: "nyc", body: "in NYC"),
    Document(id: "ny", body: "new york city"),
    Document(id: "both", body: "television and tv and science fiction"),
  ]

  private static let rules = """
    # What people say.
    tv, television,telly

      sci-fi , science fiction
    nyc => new york city
    couch => television, radio
    """

  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    for part in [Self.documents[..<4], Self.documents[4...]] {
      try IndexWriter.write(part, to: directory.file("index"), analyzer: "english")
    }
    reader = try IndexReader(path: directory.file("index"))
  }

  private func hits(
    _ text: String, _ rules: String = rules, requiresAll: Bool = false
  ) throws -> [Hit] {
    var parsing = QueryParser.Options()
    parsing.requiresAll = requiresAll
    var options = SearchOptions()
    options.dictionaries.synonyms = try Synonyms(rules)
    options.explains = true
    options.limit = 20
    let found = try reader.search(try QueryParser.parse(text, parsing), options: options)
    #expect(found.total == found.hits.count)
    options.isExhaustive = true
    #expect(try reader.search(try QueryParser.parse(text, parsing), options: options) == found)
    return found.hits
  }

  private func ids(_ text: String, requiresAll: Bool = false) throws -> String {
    try hits(text, requiresAll: requiresAll).map(\.document.id).sorted().joined(separator: " ")
  }

  @Test(arguments: [
    ("tv", "both television telly tv"), ("TELEVISIONS", "both television telly tv"),
    ("body:telly", "both television tv"), ("title:tv", "telly"), ("-tv", "ny nyc radio science scifi sf"),
    ("tv AND science", "both"), ("+telly -watch", "both television telly"),
    ("sci-fi", "both scifi sf"), ("\"science fiction\"", "both scifi sf"),
    // Words that stand side by side make a phrase of the file, too.
    ("science fiction", "both science scifi sf"), ("+science +fiction", "both science scifi sf"),
    ("+science +fiction -film", "both sf"), ("fiction science", "both science sf"),
    // One way: the left side is not looked for, and the right side not for the left.
    ("nyc", "ny"), ("\"new york city\"", "ny"), ("couch", "both radio television"), ("radio", "radio"),
    // Patterns and what is typed otherwise stay as they are.
    ("tv*", "both tv"), ("\"a television\"", "television"), ("2 of (telly science a)", "both television"),
  ])
  func aWordStandsForItsSynonyms(query: String, expected: String) throws {
    #expect(try ids(query) == expected)
  }

  @Test func everyWordIsRequiredOnRequest() throws {
    #expect(try ids("science fiction tv", requiresAll: true) == "both")
    #expect(try ids("science fiction", requiresAll: true) == "both science scifi sf")
  }

  /// All words of a rule are one term.
  @Test func synonymsAreScoredAsOneTerm() throws {
    let hits = try hits("tv")
    let both = try #require(hits.first { $0.document.id == "both" }?.explanation?.contributions)
    #expect(both.count == 1)
    #expect(both[0].clause == "(televis OR telli OR tv)" && both[0].terms == 3 && both[0].forms == nil)
    #expect(both[0].bodyFrequency == 2 && both[0].documentFrequency == 4)
    let contributions = try #require(
      try self.hits("sci-fi").first { $0.document.id == "scifi" }?.explanation?.contributions)
    #expect(contributions.map(\.clause) == ["\"sci fi\""])
  }

  @Test func whatASynonymFoundIsMarked() throws {
    let snippet = try #require(try hits("telly").first { $0.document.id == "both" }?.snippet)
    let bytes = Array(snippet.text.utf8)
    #expect(snippet.highlights.map { String(decoding: bytes[$0], as: UTF8.self) } == ["television", "tv"])
  }

  @Test func withoutSynonymsNothingChanges() throws {
    for text in ["science fiction film", "+tv radio", "\"science fiction\" nyc"] {
      let query = try QueryParser.parse(text)
      var options = SearchOptions()
      let plain = try reader.search(query, options: options)
      options.dictionaries.synonyms = try Synonyms("# none\n\r\nx, y")
      #expect(try reader.search(query, options: options) == plain)
    }
  }

  @Test(arguments: [
    ("a, b\nword", 2, "a word by itself has no synonym; there is neither a comma nor =>"),
    ("a,,b", 1, "there is nothing before or behind a comma or =>"),
    ("# x\n\n a =>", 3, "there is nothing before or behind a comma or =>"),
    ("=> a", 1, "there is nothing before or behind a comma or =>"),
    ("a => b => c", 1, "there is more than one =>"),
  ])
  func aRuleThatMakesNoSenseIsNamed(text: String, line: Int, reason: String) {
    let error = #expect(throws: DictionarySyntaxError.self) { try Synonyms(text) }
    #expect(error?.line == line && error?.reason == reason)
  }
}
