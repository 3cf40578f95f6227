import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct ScoreScaleTests {
  @Test(arguments: Seeds.all) func sumsStayWithin32BitsAndNearTheExactScore(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [1, 2, 7, 300, 20_000] {
      // From words of next to all documents to rare ones said many times.
      let weights = (0..<count).map { _ in
        Float.random(in: 0.000_001...(generator.chance(0.1) ? 900 : 12), using: &generator)
      }
      let total = weights.reduce(0) { $0 + Double($1) }
      let scale = ScoreScale(total: total)
      let impacts = weights.map { _ in Float.random(in: 0...1, using: &generator) }
      var sum = 0
      var greatest = 0
      for (weight, impact) in zip(weights, impacts) {
        let units = scale.units(ofWeight: weight)
        sum += Int(ScoreScale.contribution(ScoreScale.fraction(impact), weight: units))
        greatest += Int(ScoreScale.contribution(.max, weight: units))
      }
      #expect(greatest <= Int(UInt32.max), "seed \(seed), \(count) clauses")
      let exact = zip(weights, impacts).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      #expect(
        abs(Double(scale.score(UInt32(clamping: sum))) - exact) <= total * Double(4 * count) * 0x1p-32 + exact
          * 0x1p-23,
        "seed \(seed), \(count) clauses")
    }
  }

  /// What ranks and what is shown are the same.
  @Test(arguments: Seeds.all) func scoresAreEqualWhereTheirSignificantUnitsAre(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let scale = ScoreScale(total: Double.random(in: 1e-6...1e6, using: &generator))
      let one = UInt32.random(in: 0...(.max), using: &generator) >> UInt32(generator.number(0...31))
      let other = UInt32(clamping: Int(one) + generator.number(0...300))
      let context: Comment = "seed \(seed), \(one), \(other)"
      let areEqual = ScoreScale.significant(one) == ScoreScale.significant(other)
      #expect((scale.score(one) == scale.score(other)) == areEqual, context)
      #expect(scale.score(one) <= scale.score(other) && ScoreScale.significant(one) <= one, context)
    }
  }

  @Test func nothingWeighsNothing() {
    let scale = ScoreScale(total: 0)
    #expect(scale.score(0) == 0 && scale.units(ofWeight: 0) == 0)
    #expect(
      ScoreScale.fraction(0) == 0 && ScoreScale.fraction(1) == .max && ScoreScale.fraction(0.5) == 1 << 31)
  }
}
