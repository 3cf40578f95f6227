import FTSTestSupport
import Glibc
import Testing

@testable import FTSCore

@Suite struct GraphBisectionTests {
  /// Items that each have one term per topic word drawn, all of one topic of `topics`.
  private static func topicItems(
    _ count: Int, topics: Int, using generator: inout SeededGenerator
  ) -> [[UInt32]] {
    (0..<count).map { _ in
      let topic = generator.number(0...topics - 1)
      let own = (0..<8).map { _ in UInt32(topic * 30 + generator.number(0...29)) }
      let common = (0..<4).map { _ in UInt32(topics * 30 + generator.number(0...99)) }
      return Set(own + common).sorted()
    }
  }

  private static func index(_ items: [[UInt32]]) -> ForwardIndex {
    var starts = [0]
    for item in items { starts.append(starts[starts.count - 1] + item.count) }
    let terms = Array(items.joined())
    return ForwardIndex(starts: starts, terms: terms, termCount: Int(terms.max() ?? 0) + 1)
  }

  /// Sum of the logarithms of the gaps in the posting lists of `items` taken in `order`.
  private static func logGaps(_ items: [[UInt32]], _ order: [UInt32]) -> Double {
    var last: [UInt32: Int] = [:]
    var sum = 0.0
    for (place, item) in order.enumerated() {
      for term in items[Int(item)] {
        sum += log2(Double(place - (last[term] ?? -1)))
        last[term] = place
      }
    }
    return sum
  }

  /// The cost of two halves as the paper defines it, with sizes given.
  private static func cost(_ left: [[UInt32]], _ right: [[UInt32]], _ sizes: (Int, Int)) -> Double {
    func cost(_ half: [[UInt32]], _ size: Int) -> Double {
      let counts = half.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
      return counts.values.reduce(0) { $0 + Double($1) * log2(Double(size) / Double($1 + 1)) }
    }
    return cost(left, sizes.0) + cost(right, sizes.1)
  }

  @Test(arguments: Seeds.all) func theSavingOfAMoveIsTheDifferenceOfCosts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20 {
      let left = Self.topicItems(generator.number(1...12), topics: 2, using: &generator)
      let right = Self.topicItems(generator.number(1...12), topics: 2, using: &generator)
      let cost = LogGapCost(items: left.count + right.count)
      let ratio = cost.ratio(left.count, right.count)
      let before = Self.cost(left, right, (left.count, right.count))
      for (place, item) in left.enumerated() {
        let saving = item.reduce(Float(0)) { sum, term in
          sum
            + cost.saving(
              near: left.count { $0.contains(term) }, far: right.count { $0.contains(term) }, ratio: ratio)
        }
        var rest = left
        rest.remove(at: place)
        let after = Self.cost(rest, right + [item], (left.count, right.count))
        #expect(abs(Double(saving) - (before - after)) < 1e-3, "seed \(seed), round \(round), item \(place)")
      }
    }
  }

  @Test(arguments: Seeds.all) func everyItemIsThereOnceAndShuffledTopicsComeTogether(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let items = Self.topicItems(2_000, topics: 16, using: &generator)
    let order = GraphBisection(Self.index(items), threads: 2).order()
    #expect(order.sorted() == Array(0..<UInt32(items.count)), "seed \(seed)")
    let before = Self.logGaps(items, Array(0..<UInt32(items.count)))
    #expect(Self.logGaps(items, order) < 0.75 * before, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func theOrderDoesNotDependOnTheThreads(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let index = Self.index(Self.topicItems(generator.number(0...1_500), topics: 8, using: &generator))
    let order = GraphBisection(index, threads: 1).order()
    for threads in [1, 2, 3, 8] {
      #expect(GraphBisection(index, threads: threads).order() == order, "seed \(seed), \(threads) threads")
    }
  }

  @Test func itemsOfNoTermOrOfTheSameStayAsTheyAre() {
    let ascending = Array(0..<UInt32(1_000))
    #expect(GraphBisection(Self.index([]), threads: 2).order() == [])
    #expect(GraphBisection(Self.index([[1, 2], [3]]), threads: 2).order() == [0, 1])
    #expect(GraphBisection(Self.index(ascending.map { _ in [] }), threads: 2).order() == ascending)
    #expect(GraphBisection(Self.index(ascending.map { _ in [0, 1] }), threads: 2).order() == ascending)
  }

  @Test(arguments: Seeds.all) func theRankingKnowsTheElementOfEveryRank(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<30 {
      let numbers = (0..<generator.number(1...80)).map { _ in
        Float(generator.number(-5...5)) * (generator.chance(0.5) ? 1 : 0.37)
      }
      var ranking = PullRanking()
      for number in numbers { ranking.append(number) }
      let sorted = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
      for (rank, place) in sorted.enumerated() {
        #expect(ranking.element(ofRank: rank) == ranking[place], "seed \(seed), rank \(rank) of \(numbers)")
      }
    }
  }
}
