import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Words that queries which have others do without.
@Suite struct StopWordTests {
  private static let words = "# English\nthe\nof\nto\nbe\nor\nnot\nwho\nbeing\nteh\n"

  /// A query without its stop words, and those that were left out.
  private func filtered(
    _ query: Query, synonyms: String? = nil, analyzer name: String = "english"
  ) throws -> (query: Query, omitted: [String]) {
    let analyzer = try #require(Analyzer.named(name))
    let tokenizer = analyzer.makeTokenizer()
    var filter = StopWordFilter(
      try WordList(Self.words).forms(by: analyzer), QueryAnalyzer(tokenizer),
      try synonyms.map { SynonymMap(try Synonyms($0), tokenizer) })
    let query = filter.filter(query)
    return (query, filter.omitted)
  }

  @Test(
    "what need not match and is a stop word is left out of a query that has something else",
    arguments: [
      ("the cat of Rome", "cat Rome", "the of"), ("THE Cat", "Cat", "THE"), ("the cat", "cat", "the"),
      ("title:(the cat)", "title:cat", "title:the"), ("cat OR the", "cat", "the"),
      ("the \"of\"", "\"of\"", "the"),
      ("the +cat", "+cat", "the"), ("the cat author:liam", "cat author:liam", "the"),
      ("the cat -of", "cat -of", "the"),
      ("the 2 of (of cat dog)", "2 of (of cat dog)", "the"), ("the cat^2", "cat^2", "the"),
      ("the be^2", "be^2", "the"),
      ("the ca*", "ca*", "the"), ("the cat~1", "cat~1", "the"),
      // Groups: what is in one is left out of it, and a group of nothing else from what it stands in.
      ("+(the cat) dog", "+cat dog", "the"), ("(the cat)^2 dog", "cat^2 dog", "the"),
      ("cat (the who)", "cat", "the who"),
      // Forms count, not terms: of "be" and "being" both are in the list, "beings" is not.
      ("being beings", "beings", "being"),
    ])
  func leftOut(query: String, expected: String, omitted: String) throws {
    let found = try filtered(try QueryParser.parse(query))
    #expect(found.query.description == expected && found.omitted.joined(separator: " ") == omitted)
  }

  @Test(
    "what was asked for expressly stays, and so does all of what has nothing else",
    arguments: [
      "the", "to be or not to be", "the who", "to AND be", "title:the of", "the -cat", "the author:liam",
      "the is:comment",
      "+the of", "+to +be", "\"to be\" cat", "\"to be\"~3 cat", "cat +the", "cat -the", "cat -(the of)",
      "the* cat",
      "th? cat", "the~1 cat", "/the/ cat", "cat the^2", "2 of (the cat dog)", "cat in:review(the dog)",
      "(the cat)^0",
      "cat author:the", "cat tag:=the", "cats", "cat +(the of)", "sci-fi the-of",
    ])
  func kept(query: String) throws {
    let query = try QueryParser.parse(query)
    let found = try filtered(query)
    #expect(found.query == query && found.omitted == [])
  }

  @Test(
    "a word or phrase that has synonyms is none of them",
    arguments: [
      ("the who live", "the who live", ""), ("the who of live", "the who live", "of"),
      ("who live", "live", "who"),
      ("not live", "not live", ""), ("the who", "the who", ""), ("live (the who)", "live (the who)", ""),
      ("the who of", "the who", "of"), ("+the +who live of", "+the +who live", "of"),
    ])
  func synonyms(query: String, expected: String, omitted: String) throws {
    let found = try filtered(try QueryParser.parse(query), synonyms: "the who, band\nnot, never")
    #expect(found.query.description == expected && found.omitted.joined(separator: " ") == omitted)
  }

  // MARK: - Searching

  private static let documents = [
    Document(id: "cat", title: "The cat", body: "The cat of Rome, to be seen.", attributes: []),
    Document(id: "dog", body: "The dog of the house, not a cat."),
    Document(id: "play", body: "To be or not to be."), Document(id: "teapot", body: "the pot of tea"),
    Document(id: "below", kind: .comment, parent: "cat", body: "the end of it"),
  ]

  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    try IndexWriter.write(Self.documents, to: directory.file("index"))
    reader = try IndexReader(path: directory.file("index"))
  }

  private func options(_ change: (inout SearchOptions) -> Void = { _ in }) throws -> SearchOptions {
    var options = SearchOptions()
    options.dictionaries.stopWords = try WordList(Self.words)
    change(&options)
    return options
  }

  private func search(
    _ text: String, _ change: (inout SearchOptions) -> Void = { _ in }
  ) throws -> SearchResults {
    try reader.search(try QueryParser.parse(text), options: try options(change))
  }

  @Test("total, pages, facets, threads and streams are of the documents that have the other words")
  func whatIsFound() throws {
    let expected = try reader.search(try QueryParser.parse("cat"))
    let found = try search("the cat of")
    #expect(found.hits == expected.hits && found.total == 3 && expected.total == 3)
    #expect(try search("the cat of") { $0.isExhaustive = true }.hits == expected.hits)
    #expect(try search("the cat") { $0.facets = [Facet(.kind)] }.facets.first?.documents == 3)
    #expect(try search("the cat") { $0.byThread = true }.total == 2)
    #expect(try search("the cat") { $0.sort = [SortKey(.date)] }.total == 3)
    var streamed: [String] = []
    try reader.forEachHit(try QueryParser.parse("the cat"), options: try options()) {
      streamed.append($0.document.id)
      return true
    }
    #expect(streamed.sorted() == expected.hits.map(\.document.id).sorted())
    let snippet = try #require(found.hits.first { $0.document.id == "dog" }?.snippet)
    #expect(snippet.highlights.count == 1)
    #expect(try search("to be or not to be").total == 3)
  }

  @Test("pages follow one another while the list leaves out the same words") func pages() throws {
    let first = try search("the cat") { $0.limit = 2 }
    let cursor = try #require(first.cursor)
    let second = try search("the cat") {
      $0.limit = 2
      $0.cursor = cursor
    }
    #expect(second.hits.count == 1 && second.cursor == nil)
    let all = try search("the cat").hits.map(\.document.id)
    #expect((first.hits + second.hits).map(\.document.id) == all)
    #expect(throws: IndexError.cursorMismatch) {
      try search("the cat") {
        $0.cursor = cursor
        $0.dictionaries.stopWords = nil
      }
    }
  }

  @Test("what was left out is not corrected") func suggestions() throws {
    #expect(try search("teh cat dog").suggestion == nil)
    let text = "teh cta dog"
    #expect(try search(text).suggestion?.corrected(text) == "teh cat dog")
    #expect(try search("\"teh cat\"").suggestion?.query.description == "\"the cat\"")
  }

  @Test("what is like a document is sought without stop words") func like() throws {
    let like = try #require(try reader.query(like: "dog"))
    let found = try reader.search(like, options: try options { $0.excludedID = "dog" })
    #expect(Set(found.hits.map(\.document.id)) == ["cat", "below"])
  }

  @Test("an explanation tells what was left out, and does not blame it") func explanations() throws {
    var dictionaries = SearchDictionaries()
    dictionaries.stopWords = try WordList(Self.words)
    func explain(_ text: String, _ id: String) throws -> MatchExplanation? {
      try reader.explain(try QueryParser.parse(text), id: id, dictionaries: dictionaries)
    }
    let found = try #require(try explain("the cat title:of", "dog"))
    #expect(found.total == 3 && found.stopWords == ["the", "title:of"] && found.mismatches == [])
    #expect(found.explanation?.contributions.map(\.clause) == ["cat"])
    let absent = try #require(try explain("the cat", "play"))
    #expect(absent.stopWords == ["the"] && absent.rank == nil)
    #expect(absent.mismatches == [Mismatch(part: "cat", reason: "does not occur in it")])
    #expect(try explain("the", "play")?.stopWords == [])
  }

  @Test("a search with stop words is one for the rest of its words", arguments: Seeds.all)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let path = directory.file("random")
    let corpus = RandomCorpus(documentCount: 300, vocabularySize: 40).makeDocuments(using: &generator)
    do {
      try IndexWriter.write(corpus, to: path, analyzer: "simple")
    }
    let reader = try IndexReader(path: path)
    let vocabulary = Array(Set(corpus.flatMap { $0.body.split(separator: " ").map(String.init) })).sorted()
    for _ in 0..<40 {
      let stops = Set(vocabulary.filter { _ in generator.chance(0.3) })
      let words = (0..<generator.number(1...6)).compactMap { _ in vocabulary.randomElement(using: &generator)
      }
      let rest = words.filter { !stops.contains($0) }
      var options = SearchOptions()
      let expected = try reader.search(Self.any(of: rest.isEmpty ? words : rest), options: options)
      options.dictionaries.stopWords = try WordList(stops.joined(separator: "\n"))
      let found = try reader.search(Self.any(of: words), options: options)
      #expect(
        found.hits == expected.hits && found.total == expected.total, "seed \(seed): \(words), \(stops)")
    }
  }

  private static func any(of words: [String]) -> Query {
    Query(clauses: words.map { Query.Clause(.should, .word($0)) })
  }
}
