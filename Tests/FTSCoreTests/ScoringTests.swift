import FTSTestSupport
import FoundationEssentials
import Testing

@testable import FTSCore

@Suite struct ScoringTests {
  private static func random(_ generator: inout SeededGenerator, average: Float) -> BM25 {
    BM25(
      k1: Float.random(in: 0...3, using: &generator), b: Float.random(in: 0...1, using: &generator),
      averageLength: average)
  }

  @Test(arguments: Seeds.all) func impactsFollowTheDefinition(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let average = Float.random(in: 0.5...500, using: &generator)
      let bm25 = Self.random(&generator, average: average)
      let code = UInt8.random(in: 0...255, using: &generator)
      let frequency = Double(generator.number(1...1_000))
      let length = Double(LengthCode.decode(code))
      let norm = Double(bm25.k1) * (1 - Double(bm25.b) + Double(bm25.b) * length / Double(average))
      let expected = frequency / (frequency + norm)
      let impact = Double(bm25.impact(Float(frequency), lengthCode: code))
      #expect(abs(impact - expected) <= 1e-5 * expected && impact <= 1, "seed \(seed)")
    }
  }

  @Test(arguments: Seeds.all) func aFloorOfFrequenciesIsNeverTooHigh(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2_000 {
      let bm25 = Self.random(&generator, average: Float.random(in: 0.5...500, using: &generator))
      let weights = FieldWeights(
        body: generator.chance(0.5) ? 1 : Float.random(in: 0.1...5, using: &generator))
      let code = UInt8.random(in: 0...255, using: &generator)
      let isPlain = generator.chance(0.7)
      let most = FieldFrequencies(
        body: generator.number(0...40), title: isPlain ? 0 : generator.number(1...5),
        author: isPlain ? 0 : generator.number(0...5))
      // Often exactly what some frequency gives.
      let some = FieldFrequencies(body: generator.number(1...40))
      let impact =
        generator.chance(0.5)
        ? bm25.impact(some.weighted(weights), lengthCode: code) : Float.random(in: -1...2, using: &generator)
      let floor = FrequencyFloor(impact: impact, weights)
      let least = floor.frequency(most, norm: bm25.norms[Int(code)])
      let context: Comment = "seed \(seed), round \(round)"
      #expect(least ?? 1 >= 1, context)
      let enough =
        isPlain ? (1...40).first { bm25.impact(weights.body * Float($0), lengthCode: code) >= impact } : 1
      if bm25.impact(most.weighted(weights), lengthCode: code) >= impact, most.total > 0 {
        #expect(least != nil, context)
      }
      if let least, let enough { #expect(least <= enough, context) }
      // Nor much too low.
      if let least, isPlain, least > 1, (0..<0.98).contains(impact) {
        #expect(bm25.impact(weights.body * Float(least), lengthCode: code) >= 0.999 * impact, context)
      }
    }
  }

  @Test(arguments: Seeds.all) func theImpactTableHoldsWhatIsComputed(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = ImpactTable()
    // Filled anew for other parameters, also where only one of them differs.
    for step in 0..<20 {
      let weights = FieldWeights(body: step % 3 == 0 ? 1 : Float.random(in: 0.1...5, using: &generator))
      let average = step % 2 == 0 ? 80 : Float.random(in: 0.5...500, using: &generator)
      let bm25 =
        step % 5 == 0
        ? BM25(k1: 1.2, b: 0.75, averageLength: average) : Self.random(&generator, average: average)
      table.set(bm25, weights)
      for code in UInt8.min...UInt8.max {
        for frequency in 1..<ImpactTable.frequencies {
          let frequencies = FieldFrequencies(body: frequency)
          let expected = ScoreScale.fraction(bm25.impact(frequencies.weighted(weights), lengthCode: code))
          let found = table.impact(body: frequency, lengthCode: code)
          #expect(found == expected, "seed \(seed), step \(step), \(frequency) times, length code \(code)")
          #expect(table.impact(frequencies, lengthCode: code) == expected, "seed \(seed)")
        }
        let mixed = FieldFrequencies(
          body: generator.number(0...500), title: generator.number(1...9), author: generator.number(0...9))
        #expect(
          table.impact(mixed, lengthCode: code)
            == ScoreScale.fraction(bm25.impact(mixed.weighted(weights), lengthCode: code)),
          "seed \(seed)")
      }
    }
  }

  @Test func rarerTermsWeighMoreAndNoneNothing() {
    let idfs = (1...1_000).map { BM25.idf(documentFrequency: $0, documents: 1_000) }
    #expect(zip(idfs, idfs.dropFirst()).allSatisfy { $0 > $1 })
    #expect(idfs.allSatisfy { $0 > 0 })
    #expect(BM25.idf(documentFrequency: 1 << 31, documents: 1 << 31) > 0)
  }

  @Test func anIndexOfEmptyDocumentsHasFiniteScores() {
    let bm25 = BM25(k1: 1.2, b: 1, averageLength: 0)
    #expect(bm25.averageLength == 1)
    #expect(bm25.norms.allSatisfy { $0.isFinite })
  }

  /// What a bound on disk promises: whatever the mean length has become, no impact is above the
  /// upper bound and none below the lower.
  @Test(arguments: Seeds.all) func boundsHoldWhateverTheMeanLengthBecomes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<5_000 {
      let stored = Float.random(in: 0.5...300, using: &generator)
      let current = stored * Float.random(in: 0.05...20, using: &generator)
      let then = Self.random(&generator, average: stored)
      let now = BM25(k1: then.k1, b: then.b, averageLength: current)
      let code = UInt8.random(in: 0...255, using: &generator)
      let frequency = Float(generator.number(1...generator.number(1...2_000)))
      let above = ImpactBound.above(then.impact(frequency, lengthCode: code))
      let below = ImpactBound.below(then.impact(frequency, lengthCode: code))
      let impact = now.impact(frequency, lengthCode: code)
      let context: Comment =
        "seed \(seed): k1 \(then.k1), b \(then.b), \(stored) → \(current), x \(frequency), \(code)"
      #expect(
        Float(above) * ImpactBound.unitAbove(storedAverage: stored, currentAverage: current) >= impact,
        context)
      #expect(
        Float(below) * ImpactBound.unitBelow(storedAverage: stored, currentAverage: current) <= impact,
        context)
    }
  }

  @Test func boundsFitAByteAndNoneIsMistakenForAbsence() {
    #expect(ImpactBound.above(0) == 1 && ImpactBound.above(1) == 255 && ImpactBound.above(2) == 255)
    #expect(ImpactBound.below(0) == 0 && ImpactBound.below(1) == 254)
  }
}
