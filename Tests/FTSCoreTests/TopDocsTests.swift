import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct TopDocsTests {
  enum Order: CaseIterable { case random, rising, falling, equal, fewDistinct, tiny }

  private static func scores(_ order: Order, _ count: Int, _ generator: inout SeededGenerator) -> [Float] {
    let random = (0..<count).map { _ in Float.random(in: 0...20, using: &generator) }
    return switch order {
    case .random: random
    case .rising: random.sorted()
    case .falling: random.sorted(by: >)
    case .equal: random.map { _ in random[0] }
    case .fewDistinct: random.map { $0.rounded() }
    // Next to each other, and all in one bin.
    case .tiny: random.map { 1e-9 * (1 + ($0 * 100).rounded() * Float.ulpOfOne) }
    }
  }

  /// Best first, of equal scores the lower document.
  private static func best(_ entries: [TopDocs.Entry], _ k: Int) -> [TopDocs.Entry] {
    Array(entries.sorted { ($1.score, $0.document) < ($0.score, $1.document) }.prefix(k))
  }

  private static func expectSame(_ found: [TopDocs.Entry], _ expected: [TopDocs.Entry], _ context: Comment) {
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
        let entries = zip(scores, documents).map { TopDocs.Entry(score: $0, document: $1) }
        // Bounds of scores are never tight.
        top.begin(capacity: capacity, greatest: generator.chance(0.5) ? 20 : 700)
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
      for greatest: Float in [20, 20.3, 33, 1_000] {
        top.begin(capacity: capacity, greatest: greatest)
        #expect(top.threshold == -.infinity)
        // The k best so far, ascending.
        var best: [Float] = []
        var last = -Float.infinity
        for (document, score) in Self.scores(order, 2_000, &generator).enumerated() {
          top.insert(TopDocs.Entry(score: score, document: UInt32(document)))
          let place = best.firstIndex { $0 >= score } ?? best.count
          best.insert(score, at: place)
          if best.count > capacity { best.removeFirst() }
          let context: Comment =
            "seed \(seed), k \(capacity), \(order), document \(document), below \(greatest)"
          #expect(top.threshold <= (best.count == capacity ? best[0] : -.infinity), context)
          #expect(top.threshold >= last, context)
          last = top.threshold
        }
        _ = top.sorted()
        let context: Comment = "seed \(seed), k \(capacity), \(order), below \(greatest)"
        #expect(top.threshold <= best[0], context)
        // Nor far below it: by less than the width of a bin.
        if best[0] > greatest / 500 { #expect(top.threshold >= best[0] - greatest / 1_000, context) }
      }
    }
  }

  @Test(arguments: Seeds.all, Order.allCases) func aKnownThresholdKeepsWhatReachesIt(
    seed: UInt64, order: Order
  ) {
    var generator = SeededGenerator(seed: seed)
    var top = TopDocs()
    for capacity in [1, 10, 100, 1_000] {
      let entries = Self.scores(order, 3_000, &generator).enumerated().map {
        TopDocs.Entry(score: $1, document: UInt32($0))
      }
      let expected = Self.best(entries, capacity)
      // Known before the first document, or after some, and never above the k-th best.
      for known in [expected[capacity - 1].score, expected[capacity - 1].score / 2] {
        for moment in [0, 1_500, 3_000] {
          top.begin(capacity: capacity, greatest: 20)
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
    top.begin(capacity: 3, greatest: 10)
    top.raiseThreshold(to: 2)
    for (document, score) in [1, 2, 3, 2, 1.5].enumerated() {
      top.insert(TopDocs.Entry(score: Float(score), document: UInt32(document)))
    }
    #expect(top.sorted().map(\.document) == [2, 1, 3])
    top.raiseThreshold(to: 1)
    #expect(top.threshold == 2)
  }

  @Test func aHugeCapacityTakesNoMemory() {
    var top = TopDocs()
    top.begin(capacity: .max, greatest: 10)
    for document in 0..<1_000 as Range<UInt32> { top.insert(TopDocs.Entry(score: 1, document: document)) }
    #expect(top.sorted().map(\.document) == Array(0..<1_000))
  }

  @Test func scoresAtAndAboveTheGreatestAreKept() {
    var top = TopDocs()
    for greatest: Float in [0, 1] {
      top.begin(capacity: 2, greatest: greatest)
      for (document, score) in [Float(0), 1, 1.5, 0.5, 1].enumerated() {
        top.insert(TopDocs.Entry(score: score, document: UInt32(document)))
      }
      #expect(top.sorted().map(\.document) == [2, 1])
    }
  }
}
