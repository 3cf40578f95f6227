import FTSTestSupport
import Foundation
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

  @Test func theImpactTableHoldsWhatIsComputed() {
    let weights = FieldWeights(body: 1.5)
    let bm25 = BM25(k1: 1.2, b: 0.75, averageLength: 80)
    let table = bm25.impactTable(weights: weights)
    for frequency in 1...3 {
      for code in UInt8.min...UInt8.max {
        #expect(table[frequency << 8 | Int(code)] == bm25.impact(1.5 * Float(frequency), lengthCode: code))
      }
    }
    #expect(table[..<256].allSatisfy { $0 == 0 })
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
