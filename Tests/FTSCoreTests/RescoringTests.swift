import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// What neighbouring words add to scores, against scores of words and of phrases that were made apart.
@Suite struct RescoringTests {
  private static let neighbours: [(query: String, phrases: String?)] = [
    ("soft science fiction", #""soft science" "science fiction""#),
    ("+soft +science fiction", #""soft science""#),
    ("soft -science fiction", nil),
    ("film -(soft science)", nil),
    ("title:soft title:science", #"title:"soft science""#),
    ("title:soft science", nil),
    (#""soft science" fiction"#, nil),
    ("soft scien* fiction", nil),
    ("soft science^2 fiction", nil),
    ("film (soft science) fiction", #""soft science""#),
    ("(soft AND science) OR film", #""soft science""#),
    ("is:review soft science", #""soft science""#),
    ("war war", #""war war""#),
    ("soft & science", #""soft science""#),
    ("film", nil),
  ]

  /// As the index of a `MatchCorpus` has them.
  private static func phrases(in query: Query) throws -> Query? {
    let analyzer = try #require(Analyzer.named("simple"))
    return Neighbours(QueryAnalyzer(analyzer.makeTokenizer())).phrases(in: query)
  }

  @Test(arguments: neighbours) func wordsSideBySideArePhrases(query: String, phrases: String?) throws {
    #expect(try Self.phrases(in: try QueryParser.parse(query))?.description == phrases)
  }

  /// The best by words, put in the order of what words and phrases give together; all others as they were.
  private static func expected(
    _ query: Query, _ options: SearchOptions, _ corpus: MatchCorpus, _ reader: IndexReader
  ) throws -> [OracleAnswer.Hit] {
    let places = corpus.places
    var plain = options
    plain.proximity = 0
    plain.limit = .max
    plain.isExhaustive = true
    func hits(_ query: Query) throws -> [OracleAnswer.Hit] {
      try reader.search(query, options: plain).hits.map {
        OracleAnswer.Hit(
          index: try #require(places[$0.document.id]), id: $0.document.id, score: Double($0.score))
      }
    }
    let words = try hits(query)
    guard let phrases = try Self.phrases(in: query) else { return words }
    let gains = try hits(Query(.boosted(phrases, by: options.proximity)))
    let gained = Dictionary(uniqueKeysWithValues: gains.map { ($0.id, $0.score) })
    var best = Array(words.prefix(Rescoring.depth))
    for place in best.indices { best[place].score += gained[best[place].id] ?? 0 }
    best.sort { ($1.score, $0.index) < ($0.score, $1.index) }
    return best + words.dropFirst(Rescoring.depth)
  }

  @Test(arguments: Seeds.all) func addPhrasesToTheBest(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(900, density: 0.5, &generator)
    let reader = try corpus.index.reader()
    var moved = 0
    for round in 0..<40 {
      // Words that stand in a document, and any query.
      let body = corpus.documents.values.randomElement(using: &generator)?.body ?? ""
      let words = body.split(separator: " ").dropFirst(generator.number(0...20)).prefix(
        generator.number(2...5))
      let query =
        generator.chance(0.6)
        ? try QueryParser.parse("0 " + words.joined(separator: " ")) : corpus.query(&generator)
      var options = SearchOptions()
      options.proximity = [0.25, 1, 7].randomElement(using: &generator) ?? 0
      options.boosts = generator.chance(0.3) ? [.rating] : []
      options.kind = ["review", nil].randomElement(using: &generator) ?? nil
      options.makesSnippets = false
      let answer = OracleAnswer(
        hits: try Self.expected(query, options, corpus, reader), rounding: 0x1p-20)
      for limit in [1, 10, 100, 2_000] {
        let context: Comment = "seed \(seed), round \(round), limit \(limit), \(options.proximity), \(query)"
        options.limit = limit
        options.explains = limit <= 10
        options.isExhaustive = false
        let pruned = try reader.search(query, options: options)
        options.isExhaustive = true
        #expect(try reader.search(query, options: options) == pruned, context)
        #expect(pruned.total == answer.total, context)
        let found = pruned.hits.map { (id: $0.document.id, score: $0.score) }
        #expect(answer.disagreement(with: found, limit: limit) == nil, context)
        for hit in pruned.hits {
          guard let explanation = hit.explanation else { continue }
          #expect(explanation.score == hit.score, context)
          moved += explanation.contributions.count { $0.clause.contains("\"") }
        }
      }
    }
    #expect(moved > 0, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func explanationsTellTheSame(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(400, density: 0.5, &generator)
    let reader = try corpus.index.reader()
    for round in 0..<20 {
      let query = corpus.query(&generator)
      var options = SearchOptions()
      options.proximity = 2
      options.limit = 2 * Rescoring.depth
      options.makesSnippets = false
      let hits = try reader.search(query, options: options).hits
      for place in [0, 1, Rescoring.depth - 1, Rescoring.depth, 2 * Rescoring.depth - 1]
      where place < hits.count {
        let explanation = try reader.explain(query, id: hits[place].document.id, proximity: options.proximity)
        let context: Comment = "seed \(seed), round \(round), place \(place), \(query)"
        #expect(explanation?.rank == place + 1, context)
        #expect(explanation?.explanation?.score == hits[place].score, context)
      }
    }
  }

  @Test func wordsInARowComeFirst() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    try IndexWriter.write(
      [
        Document(id: "apart", body: "love is a fine machine"),
        Document(id: "row", body: "the love machine is a fine one"),
      ], to: path)
    let reader = try IndexReader(path: path)
    let query = try QueryParser.parse("love machine")
    var options = SearchOptions()
    #expect(try reader.search(query, options: options).hits.first?.document.id == "apart")
    options.proximity = SearchOptions.tunedProximity
    #expect(try reader.search(query, options: options).hits.first?.document.id == "row")
    // Where something else decides, and of documents like one, it does not matter.
    options.byThread = true
    #expect(try reader.search(query, options: options).hits.first?.document.id == "apart")
    options.byThread = false
    options.proximity = -1
    #expect(throws: IndexError.self) { try reader.search(query, options: options) }
    options.proximity = .infinity
    #expect(throws: IndexError.self) { try reader.search(query, options: options) }
  }

  /// A word that is left out still stands between its neighbours.
  @Test func stopWordsStandBetweenNeighbours() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let documents = [
      Document(id: "apart", body: "translation lost and lost, in a translation"),
      Document(id: "row", body: "lost in translation, and then some more words"),
    ]
    try IndexWriter.write(documents, to: path)
    let reader = try IndexReader(path: path)
    var options = SearchOptions()
    options.proximity = 1
    options.explains = true
    options.dictionaries = SearchDictionaries(stopWords: try WordList("in"))
    let hits = try reader.search(try QueryParser.parse("lost in translation"), options: options).hits
    #expect(hits.map(\.document.id) == ["row", "apart"])
    #expect(
      hits.first?.explanation?.contributions.map(\.clause) == [
        "lost", "translat", "\"lost in\"", "\"in translat\"",
      ])
  }
}
