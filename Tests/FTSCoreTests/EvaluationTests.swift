import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// The parts of evaluation on segments of a real index, each against the plain way.
@Suite struct EvaluationTests {
  private let index: TestIndex
  private let store: IndexStore
  private let snapshot: Snapshot
  private let words: [String]

  init() throws {
    // The same corpus in every test; what is asked of it differs.
    var generator = SeededGenerator(seed: 7)
    var corpus = RandomCorpus(documentCount: 6_000, vocabularySize: 900)
    corpus.meanBodyLength = 12
    let documents = corpus.makeDocuments(using: &generator)
    index = try TestIndex()
    try index.add(Array(documents[..<5_700]))
    try index.add(Array(documents[5_700...]))
    try index.delete(documents[5_700...].map(\.id).filter { _ in generator.chance(0.2) })
    store = try IndexStore.open(index.path)
    snapshot = try store.snapshot()
    // From the most frequent to the rare.
    words = [0, 1, 2, 5, 9, 17, 30, 55, 80, 120, 250, 500, 800].map { RandomCorpus.word(rank: $0) }
  }

  private func weight(_ text: String) throws -> QueryWeight {
    let plan = QueryPlan(try QueryParser.parse(text), store.analyzer.makeTokenizer(), now: 0)
    let bm25 = BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    return try QueryWeight(
      plan, snapshot, bm25: bm25, fieldWeights: store.settings.weights,
      TermExpander(store.analyzer.makeTokenizer()))
  }

  /// A query for documents that have any of the words themselves, whatever the titles of their reviews say.
  private func ofThemselves(_ words: some Sequence<String>) -> String {
    words.map { "\"\($0)\"" }.joined(separator: " ")
  }

  /// The postings of a term in a segment, read from front to back.
  private func postings(_ term: QueryWeight.Term, _ segment: SegmentReader) -> [DocID: FieldFrequencies] {
    var postings: [DocID: FieldFrequencies] = [:]
    term.postings[segment.index]?.list.forEachPosting { document, frequencies, _ in
      postings[document] = frequencies
    }
    return postings
  }

  @Test(arguments: Seeds.all) func blocksAreScoredAsDocumentsAre(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var scorer = BlockScorer()
    var query = QueryCursors()
    for segment in snapshot.segments {
      let weight = try weight(ofThemselves(words))
      scorer.begin(segment, weight)
      let matches = try query.open(segment, weight, scorer)
      #expect(matches)
      _ = scorer.takePostings()
      let terms = weight.clauses.map { postings($0.terms[0], segment) }.filter { !$0.isEmpty }
      let isUnion = query.shape == .union && query.terms.count == terms.count
      #expect(isUnion)
      for block in 0..<segment.info.blocks {
        scorer.open(block)
        scorer.clear()
        var scores = [UInt32](repeating: 0, count: 64)
        var count = 0
        for (index, postings) in terms.enumerated() {
          let cursor = query.terms[index]
          guard cursor.bound(block) != 0, let cell = cursor.cell(block) else {
            #expect((0..<64).allSatisfy { postings[DocID(block * 64 + $0)] == nil })
            continue
          }
          let context: Comment = "seed \(seed), term \(words[index]), block \(block)"
          let own = (0..<64).compactMap { lane in
            postings[DocID(block * 64 + lane)].map {
              (
                lane: lane,
                score: ScoreScale.contribution(
                  impact($0, block * 64 + lane, segment, weight), weight: cursor.weight)
              )
            }
          }
          let lanes = own.reduce(UInt64(0)) { $0 | 1 << UInt64($1.lane) }
          for (_, score) in own { #expect(Int(score) <= cursor.scoreBound(block), context) }
          switch generator.number(0...2) {
          case 0:
            let least = own.randomElement(using: &generator)?.score ?? 0
            let reaching = own.filter { $0.score >= least }.reduce(UInt64(0)) { $0 | 1 << UInt64($1.lane) }
            let assigned = scorer.assign(cell, weight: cursor.weight, reaching: least)
            #expect(assigned == reaching, context)
            for (lane, score) in own { scores[lane] = score }
            count += own.count
          case 1:
            #expect(scorer.add(cell, weight: cursor.weight) == lanes, context)
            for (lane, score) in own { scores[lane] += score }
            count += own.count
          default:
            let wanted = generator.lanes()
            scorer.add(cell, in: wanted, weight: cursor.weight)
            for (lane, score) in own where wanted >> UInt64(lane) & 1 != 0 {
              scores[lane] += score
              count += 1
            }
          }
          #expect((0..<64).allSatisfy { scorer.score($0) == scores[$0] }, context)
        }
        let wanted = generator.lanes()
        let least = scores.randomElement(using: &generator) ?? 0
        let reaching = (0..<64).filter { wanted >> UInt64($0) & 1 != 0 && scores[$0] >= least }
        #expect(scorer.lanes(wanted, reaching: least) == reaching.reduce(0) { $0 | UInt64(1) << UInt64($1) })
        #expect(scorer.takePostings() == count, "seed \(seed), block \(block)")
        scorer.clear(wanted)
        #expect((0..<64).allSatisfy { scorer.score($0) == (wanted >> UInt64($0) & 1 != 0 ? 0 : scores[$0]) })
      }
    }
  }

  private func impact(
    _ frequencies: FieldFrequencies, _ document: Int, _ segment: SegmentReader, _ weight: QueryWeight
  ) -> UInt32 {
    ScoreScale.fraction(
      weight.bm25.impact(frequencies.weighted(weight.fieldWeights), lengthCode: segment.lengths[document]))
  }

  @Test(arguments: Seeds.all) func unionsAreCountedAsSetsAre(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var matcher = UnionMatcher()
    var set = MatchSet()
    var watch = DeadlineWatch()
    let scorer = BlockScorer()
    var query = QueryCursors()
    for _ in 0..<40 {
      let chosen = words.shuffled(using: &generator).prefix(generator.number(1...6))
      let weight = try weight(ofThemselves(chosen))
      for segment in snapshot.segments {
        guard try query.open(segment, weight, scorer) else { continue }
        let isUnion = query.shape == .union
        #expect(isUnion)
        let documents = Set(weight.clauses.flatMap { postings($0.terms[0], segment).keys })
        for kind in [nil, "review", "comment"] {
          let filter = LaneFilter(segment, kind: kind)
          let passing = documents.filter { filter[Int($0) / 64] >> UInt64($0 % 64) & 1 != 0 }
          let count = matcher.count(query.terms, filter, blocks: segment.info.blocks, &watch)
          #expect(
            count == passing.count, "seed \(seed), \(chosen), segment \(segment.index), \(kind ?? "any")")
          set.begin(snapshot)
          set.begin(segment)
          matcher.match(query.terms, filter, blocks: segment.info.blocks, &watch, into: &set)
          let words = unsafe Array(set.words(of: segment))
          let found = words.indices.flatMap { (block: Int) -> [DocID] in
            (0..<64).filter { words[block] >> UInt64($0) & 1 != 0 }.map { DocID(block * 64 + $0) }
          }
          #expect(
            found == passing.sorted() && set.count == count, "seed \(seed), \(chosen), \(kind ?? "any")")
          if kind == nil, segment.live == nil { #expect(filter.passesAll && count == documents.count) }
        }
      }
    }
  }

  /// However a union, an intersection or a phrase is written, it is evaluated as one.
  @Test(arguments: [
    ("0 1 2", QueryCursors.Shape.union), ("((0 1) 2)", .union), ("0 OR (1 OR 2)", .union),
    ("1 of (0 1)", .union),
    ("(0 1)^2 2", .union), ("0 (1) absent", .union), ("0 1 -absent", .union), ("0 (+absent +1) 2", .any),
    ("+0 +1", .intersection), ("(0 AND 1) AND 2", .intersection), ("2 of (0 1)", .intersection),
    ("+(+0 +1) +2", .intersection), ("+0 +1 absent", .intersection), ("\"0 1\"", .phrase),
    ("((\"0 1\"))^3", .phrase), ("\"0 1\" absent", .phrase), ("title:0 1", .any), ("title:\"0 1\"", .any),
    ("0 1 -2", .any), ("0 +1", .any), ("0 AND (1 OR 2)", .any), ("+0 +1^0", .any),
    ("2 of (0 1 2)", .any), ("0 1 is:review", .union), ("0 1 -is:review", .union),
    ("+0 +1 is:review -is:comment", .intersection), ("\"0 1\" is:review", .phrase),
    ("0 (is:review OR is:comment)", .any), ("0 +is:review", .any), ("is:review", .any),
  ])
  func whatComesToTheSameIsEvaluatedAlike(text: String, shape: QueryCursors.Shape) throws {
    let weight = try weight(text)
    var scorer = BlockScorer()
    var query = QueryCursors()
    scorer.begin(snapshot.segments[0], weight)
    let matches = try query.open(snapshot.segments[0], weight, scorer)
    let found = query.shape
    #expect(matches && found == shape)
  }

  @Test(arguments: [
    "absent", "+0 +absent", "absent AND (0 OR 1)", "2 of (0 absent absent2)", "title:absent -0",
  ])
  func whatCannotMatchIsSeenAtOnce(text: String) throws {
    let weight = try weight(text)
    var scorer = BlockScorer()
    var query = QueryCursors()
    scorer.begin(snapshot.segments[0], weight)
    let matches = try query.open(snapshot.segments[0], weight, scorer)
    #expect(!matches)
  }

  @Test func aFilterPassesTheLiveDocumentsOfItsKind() throws {
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    for segment in snapshot.segments {
      for kind in [nil, "review", "comment", "nothing"] {
        let filter = LaneFilter(segment, kind: kind)
        #expect(filter.isEmpty == (kind == "nothing"))
        if filter.isEmpty { continue }
        for document in 0..<DocID(segment.info.blocks * 64) {
          var passes = segment.isLive(document)
          if passes, let kind {
            passes = try stored.document(document, in: segment.index).document.kind.rawValue == kind
          }
          #expect(filter[Int(document) / 64] >> UInt64(document % 64) & 1 == (passes ? 1 : 0))
        }
      }
    }
  }

  @Test func whatAQuerySaysTwiceWeighsDouble() throws {
    let plan = try weight("a b +a a \"a b\" -c \"a b\" a +a").plan
    #expect(plan.clauses.map(\.description) == ["a (3 times)", "b", "a (2 times)", "\"a b\" (2 times)", "c"])
    let once = try weight("0 1").clauses
    let thrice = try weight("0 0 1 0").clauses
    #expect(thrice.count == 2 && thrice[0].weight == 3 * once[0].weight && thrice[1].weight == once[1].weight)
  }

  /// What is said several times adds to scores as often.
  @Test func repeatedClausesScoreAsEachOfThem() throws {
    let reader = try index.reader()
    var options = SearchOptions()
    options.makesSnippets = false
    options.limit = 50
    for (repeated, sign) in [("0", ""), ("0", "+"), ("\"0 1\"", ""), ("\"0 1\"", "+"), ("2t", "")] {
      for rest in ["", " 5", " +2", " -3"] {
        let one = sign + repeated
        let query = "\(one) \(one) \(one)\(rest)"
        for isExhaustive in [false, true] {
          options.isExhaustive = isExhaustive
          options.limit = 6_000
          let single = try reader.search(try QueryParser.parse(one), options: options)
          let others = try reader.search(try QueryParser.parse("\(one)\(rest)"), options: options)
          options.limit = 50
          let found = try reader.search(try QueryParser.parse(query), options: options)
          #expect(found.total == others.total)
          let own = Dictionary(uniqueKeysWithValues: single.hits.map { ($0.document.id, $0.score) })
          let all = Dictionary(uniqueKeysWithValues: others.hits.map { ($0.document.id, $0.score) })
          for hit in found.hits {
            let expected = 2 * (own[hit.document.id] ?? 0) + (all[hit.document.id] ?? 0)
            #expect(abs(hit.score - expected) <= 1e-6 * max(1, expected), "\(query), \(hit.document.id)")
          }
        }
      }
    }
  }
}
