import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct TopDocsTests {
  @Test(arguments: Seeds.all) func keepsTheBestAsSortingDoes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for capacity in [0, 1, 2, 7, 100, 1_000] {
      // Few distinct scores, so that ties decide; documents in any order.
      let entries = (0..<500 as Range<UInt32>).shuffled(using: &generator).map {
        TopDocs.Entry(score: Float(generator.number(0...30)), document: $0)
      }
      var top = TopDocs(capacity: capacity)
      for entry in entries { top.insert(entry) }
      let expected = entries.sorted { ($1.score, $0.document) < ($0.score, $1.document) }.prefix(capacity)
      #expect(top.sorted().map(\.document) == expected.map(\.document), "seed \(seed), k \(capacity)")
      let isFull = capacity > 0 && capacity <= entries.count
      #expect(top.threshold == (isFull ? expected.last?.score : -.infinity), "seed \(seed), k \(capacity)")
    }
  }

  @Test func aKnownThresholdKeepsWhatReachesIt() {
    var top = TopDocs(capacity: 3)
    top.raiseThreshold(to: 2)
    for (document, score) in [1, 2, 3, 2, 1.5].enumerated() {
      top.insert(TopDocs.Entry(score: Float(score), document: UInt32(document)))
    }
    #expect(top.sorted().map(\.document) == [2, 1, 3])
    top.raiseThreshold(to: 1)
    #expect(top.threshold == 2)
  }

  @Test func aHugeCapacityTakesNoMemory() {
    var top = TopDocs(capacity: .max)
    top.insert(TopDocs.Entry(score: 1, document: 1))
    #expect(top.sorted().count == 1)
  }
}
