import FTSDocument
import FTSQuery
import FTSTestSupport
import Glibc
import Testing

@testable import FTSCore

/// Boosted scores against the plain ones multiplied by what the documents say.
@Suite struct ScoreBoostsTests {
  private static let now: Int64 = 1_380_000_000

  private static func factor(_ boost: Boost, _ document: Document, ratings: [Double]) -> Double {
    switch boost {
    case .recency(let halfLife):
      guard let date = document.date else { return 1 }
      return 1 + exp2(-max(0, Double(now - date.seconds)) / Double(halfLife))
    case .rating:
      guard let rating = document.rating else { return 1 }
      return 1 + Double(ratings.count { $0 < rating }) / Double(ratings.count)
    }
  }

  @Test(arguments: Seeds.all, [0.03, 0.5, 1]) func multiplyScores(seed: UInt64, density: Double) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = try MatchCorpus(1_500, density: density, &generator)
    let reader = try corpus.index.reader()
    let ratings = corpus.index.model.filter { !$0.isDeleted }.compactMap { corpus.documents[$0.id]?.rating }
    let oracle = Oracle(documents: corpus.index.model)
    let all: [Boost] = [
      .rating, .recency(halfLife: [86_400, 86_400 * 365, 3_600].randomElement(using: &generator) ?? 1),
    ]
    for round in 0..<40 {
      let query = corpus.query(&generator)
      var options = SearchOptions()
      options.boosts = Array(all.shuffled(using: &generator).prefix(generator.number(1...2)))
      options.now = Self.now
      options.makesSnippets = false
      let hits = try corpus.matches(query, kind: nil, reader).map { match in
        OracleAnswer.Hit(
          index: match.place, id: match.document.id,
          score: options.boosts.reduce(Double(match.score)) {
            $0 * Self.factor($1, match.document, ratings: ratings)
          })
      }
      // What plain scores are off by is multiplied as well, and units are as much larger as factors can be.
      let greatest = options.boosts.reduce(1.0) { greatest, _ in 2 * greatest }
      let answer = OracleAnswer(
        hits: hits.sorted { ($1.score, $0.index) < ($0.score, $1.index) },
        rounding: 2 * greatest * oracle.search(query).rounding)
      for k in [1, 10, 100, 2_000] {
        options.limit = k
        options.isExhaustive = false
        options.explains = k == 10
        let pruned = try reader.search(query, options: options)
        options.isExhaustive = true
        let exhaustive = try reader.search(query, options: options)
        let context: Comment = "seed \(seed), round \(round), k \(k), \(options.boosts), \(query)"
        #expect(pruned == exhaustive, context)
        #expect(pruned.total == hits.count, context)
        let found = pruned.hits.map { (id: $0.document.id, score: $0.score) }
        #expect(answer.disagreement(with: found, limit: k) == nil, context)
        for hit in pruned.hits {
          guard let explanation = hit.explanation else { continue }
          #expect(explanation.score == hit.score, context)
          #expect(explanation.factors.map(\.boost) == options.boosts, context)
          for factor in explanation.factors {
            let expected = Self.factor(factor.boost, hit.document, ratings: ratings)
            #expect(abs(factor.factor - expected) < 1e-12, context)
          }
        }
      }
    }
  }

  /// What bounds say before a factor holds behind it, to the unit.
  @Test(arguments: Seeds.all) func noScoreThatReachesTheThresholdIsBelowItsPlainOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let index = try TestIndex()
    let documents = (0..<300).map { number in
      Document(
        id: "d\(number)", date: Timestamp(seconds: Self.now - Int64(generator.number(-1_000...40_000_000))),
        rating: Double(generator.number(1...5)), body: "x")
    }
    try index.add(documents)
    let snapshot = try IndexStore.open(index.path).snapshot()
    let boosts = try ScoreBoosts([.recency(halfLife: 86_400 * 30), .rating], snapshot, now: Self.now)
    let segment = snapshot.segments[0]
    let values = try boosts.values(segment)
    for _ in 0..<20_000 {
      let score = UInt32(truncatingIfNeeded: generator.next() >> UInt64(generator.number(34...63)))
      let boosted = boosts.boosted(score, generator.number(0...299), values)
      #expect(boosted >= score && boosts.unboosted(boosted) <= score, "seed \(seed), \(score)")
    }
    withExtendedLifetime(snapshot) {}
  }
}
