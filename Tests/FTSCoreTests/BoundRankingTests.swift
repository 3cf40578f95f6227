import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct BoundRankingTests {
  @Test(arguments: Seeds.all) func keepsTheTermsOfABlockInTheirOrder(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var ranking = BoundRanking()
    let fixture = TermFixture()
    for count in [1, 2, 12, 3, 30] {
      let documents = 640
      let samples = (0..<count).map { _ in
        let chosen = (0..<documents).filter { _ in generator.chance(0.02) }
        return PostingSample(chosen.isEmpty ? [5] : chosen, of: documents, &generator)
      }
      let weights = samples.map { _ in Float.random(in: 0.01...9, using: &generator) }
      PostingSample.withLists(samples) { lists in
        #expect(fixture.open(lists, samples, documents: documents, weights: weights), "seed \(seed)")
        ranking.reserve(count)
        #expect(ranking.count == 0)
        for block in 0..<10 {
          let order = ScratchBuffer(Array(0..<count).shuffled(using: &generator))
          unsafe ranking.rank(fixture.terms.elements, order: order.elements, block)
          let bounds = (0..<count).map { fixture.terms[$0].scoreBound(block) }
          let expected = (0..<count).map { order[$0] }.filter { bounds[$0] > 0 }
          let context: Comment = "seed \(seed), \(count) terms, block \(block)"
          #expect((0..<ranking.count).map { ranking.term($0) } == expected, context)
          #expect(ranking.rest(from: ranking.count) == 0, context)
          for rank in 0..<ranking.count {
            let rest = expected[rank...].reduce(0.0) { $0 + Double(bounds[$1]) }
            #expect(abs(Double(ranking.rest(from: rank)) - rest) <= 1e-5 * rest, context)
          }
        }
      }
    }
  }
}

extension ScratchBuffer where Element == Int {
  fileprivate init(_ elements: [Int]) {
    self.init()
    for element in elements { append(element) }
  }
}
