import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct TopDocsTests {
  enum Order: CaseIterable { case random, rising, falling, equal, fewDistinct, tiny }

  private static func scores(_ order: Order, _ count: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    let random = (0..<count).map { _ in UInt32.random(in: 0...(.max), using: &generator) }
    return switch order {
    case .random: random
    case .rising: random.sorted()
    case .falling: random.sorted(by: >)
    case .equal: random.map { _ in random[0] }
    case .fewDistinct: random.map { $0 & 0xF800_0000 }
    // Next to each other, and all in one bin.
    case .tiny: random.map { $0 % 2_000 }
    }
  }

  /// Best first, of equal scores the lower document.
  private static func best(_ entries: [ScoredDocument], _ k: Int) -> [ScoredDocument] {
    Array(entries.sorted { ($1.score, $0.document) < ($0.score, $1.document) }.prefix(k))
  }

  private static func expectSame(_ found: [ScoredDocument], _ expected: [ScoredDocument], _ context: Comment)
  {
    #expect(found.map(\.document) == expected.map(\.document), context)
    #expect(found.map(\.score) == expected.map(\.score), context)
  }

  @Test(arguments: Seeds.all, Order.allCases) func keepsTheBestAsSortingDoes(seed: UInt64, order: Order) {
    var generator = SeededGenerator(seed: seed)
    // The same memory for one search after the other.
    var top = TopDocs()
    for capacity in [1_000, 0, 1, 2, 7, 10, 100, 127, 128, 129, 999, 5_000, 3] {
      for count in [0, 1, 100, 255, 256, 257, 3_000, 12_000] {
        let scores = Self.scores(order, count, &generator)
        let documents = (0..<UInt32(count)).shuffled(using: &generator)
        let entries = zip(scores, documents).map { ScoredDocument(score: $0, document: $1) }
        top.begin(capacity: capacity)
        for entry in entries { top.insert(entry) }
        Self.expectSame(
          top.sorted(), Self.best(entries, capacity), "seed \(seed), k \(capacity) of \(count), \(order)")
      }
    }
  }

  @Test(arguments: Seeds.all, Order.allCases) func theThresholdIsNeverAboveTheKthBest(
    seed: UInt64, order: Order
  ) {
    var generator = SeededGenerator(seed: seed)
    var top = TopDocs()
    for capacity in [1, 2, 10, 100] {
      top.begin(capacity: capacity)
      #expect(top.threshold == 0)
      // The k best so far, ascending.
      var best: [UInt32] = []
      var last: UInt32 = 0
      for (document, score) in Self.scores(order, 2_000, &generator).enumerated() {
        top.insert(ScoredDocument(score: score, document: UInt32(document)))
        let place = best.firstIndex { $0 >= score } ?? best.count
        best.insert(score, at: place)
        if best.count > capacity { best.removeFirst() }
        let context: Comment = "seed \(seed), k \(capacity), \(order), document \(document)"
        #expect(top.threshold <= (best.count == capacity ? best[0] : 0), context)
        #expect(top.threshold >= last, context)
        last = top.threshold
      }
      // Nor far below it: by less than the width of a bin.
      #expect(best[0] - top.threshold < 1 << 21, "seed \(seed), k \(capacity), \(order)")
    }
  }

  @Test(arguments: Seeds.all, Order.allCases) func aKnownThresholdKeepsWhatReachesIt(
    seed: UInt64, order: Order
  ) {
    var generator = SeededGenerator(seed: seed)
    var top = TopDocs()
    for capacity in [1, 10, 100, 1_000] {
      let entries = Self.scores(order, 3_000, &generator).enumerated().map {
        ScoredDocument(score: $1, document: UInt32($0))
      }
      let expected = Self.best(entries, capacity)
      // Known before the first document, or after some, and never above the k-th best.
      for known in [expected[capacity - 1].score, expected[capacity - 1].score / 2] {
        for moment in [0, 1_500, 3_000] {
          top.begin(capacity: capacity)
          for (index, entry) in entries.enumerated() {
            if index == moment { top.raiseThreshold(to: known) }
            top.insert(entry)
          }
          if moment < entries.count { #expect(top.threshold >= known) }
          Self.expectSame(top.sorted(), expected, "seed \(seed), k \(capacity), \(order), moment \(moment)")
        }
      }
    }
  }

  @Test func aThresholdDoesNotFall() {
    var top = TopDocs()
    top.begin(capacity: 3)
    top.raiseThreshold(to: 20)
    for (document, score) in ([10, 20, 30, 20, 15] as [UInt32]).enumerated() {
      top.insert(ScoredDocument(score: score, document: UInt32(document)))
    }
    #expect(top.sorted().map(\.document) == [2, 1, 3])
    top.raiseThreshold(to: 10)
    #expect(top.threshold == 20)
  }

  @Test func aHugeCapacityTakesNoMemory() {
    var top = TopDocs()
    top.begin(capacity: .max)
    for document in 0..<1_000 as Range<UInt32> { top.insert(ScoredDocument(score: 1, document: document)) }
    #expect(top.sorted().map(\.document) == Array(0..<1_000))
  }

  @Test func theLeastAndTheGreatestScoreAreKept() {
    var top = TopDocs()
    top.begin(capacity: 4)
    for (document, score) in ([0, .max, 0, 7, .max] as [UInt32]).enumerated() {
      top.insert(ScoredDocument(score: score, document: UInt32(document)))
    }
    #expect(top.sorted().map(\.document) == [1, 4, 3, 0])
  }
}
