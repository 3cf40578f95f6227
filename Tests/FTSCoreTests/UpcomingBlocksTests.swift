import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct UpcomingBlocksTests {
  /// The terms of every block visited, in whatever order the blocks come and however many are passed over.
  @Test(arguments: Seeds.all) func holdsTheTermsOfTheBlockVisitedInTheirOrder(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // The same memory for one query after the other.
    var upcoming = UpcomingBlocks()
    var bounds = BlockBounds()
    let scorer = BlockScorer()
    let fixture = TermFixture()
    for count in [1, 2, 12, 3, 30] {
      let documents = 6_400
      let samples = (0..<count).map { _ in
        let share = [0.002, 0.02, 0.2].randomElement(using: &generator) ?? 0.02
        let chosen = (0..<documents).filter { _ in generator.chance(share) }
        return PostingSample(chosen.isEmpty ? [5] : chosen, of: documents, &generator)
      }
      let weights = samples.map { _ in UInt32(generator.number(1...20_000_000)) }
      PostingSample.withLists(samples) { lists in
        let context: Comment = "seed \(seed), \(count) terms"
        #expect(fixture.open(lists, samples, documents: documents, weights: weights), context)
        let terms = unsafe fixture.terms.elements
        let order = ScratchBuffer(Array(0..<count).shuffled(using: &generator))
        bounds.begin(blocks: 100)
        for term in 0..<count {
          unsafe bounds.add(BlockBounds.Row(terms[term].bounds, step: terms[term].step, isRequired: false))
        }
        bounds.sum(everyBlock: false)
        upcoming.begin(terms: count)
        var threshold: UInt32 = 0
        var visited = 0
        bounds.order(threshold: threshold)
        while let block = bounds.next(threshold: threshold) {
          visited += 1
          unsafe upcoming.advance(bounds, terms, order: order.elements, scorer)
          let expected = (0..<count).map { order[$0] }.filter { fixture.terms[$0].bound(block) != 0 }
          #expect(upcoming.count == expected.count, context)
          #expect(upcoming.rest(from: upcoming.count) == 0, context)
          for rank in 0..<min(upcoming.count, expected.count) {
            let found = unsafe upcoming.term(rank, terms)
            #expect(found.weight == weights[expected[rank]], context)
            #expect(found.cell?.lanes == fixture.terms[expected[rank]].lanes(block), context)
            let rest = expected[rank...].reduce(0) { $0 + fixture.terms[$1].scoreBound(block) }
            #expect(upcoming.rest(from: rank) == rest, context)
          }
          if generator.chance(0.1) {
            threshold = max(
              threshold, UInt32(clamping: bounds[block] - generator.number(0...bounds[block] / 2)))
          }
        }
        #expect(visited > 0, context)
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
