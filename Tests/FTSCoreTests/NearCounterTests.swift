import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct NearCounterTests {
  /// From left to right it finds as many matches as the oracle, which tries all.
  @Test(arguments: Seeds.all) func countsAsManyAsThereCanBe(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var counts: Set<Int> = []
    for round in 0..<3_000 {
      let letters = generator.number(2...5)
      let words = (0..<generator.number(1...4)).map { _ in generator.number(1...letters) }
      let text = (0..<generator.number(0...30)).map { _ in generator.number(1...letters) }
      let slop = generator.number(0...6)
      let isOrdered = generator.chance(0.5)
      let leavesOut = generator.chance(0.5)
      var counter = NearCounter(words, slop: slop, isOrdered: isOrdered)
      // What another text left behind is forgotten.
      _ = counter.add(words[0], at: 0)
      counter.begin()
      let count = text.indices.count { place in
        if leavesOut, !words.contains(text[place]) { return false }
        return counter.add(text[place], at: place) != nil
      }
      let expected = Oracle.count(
        words.map(String.init), near: slop, isOrdered: isOrdered, in: text.map(String.init))
      #expect(
        count == expected,
        "seed \(seed), round \(round), \(words) in \(text), slop \(slop), ordered \(isOrdered)")
      counts.insert(count)
    }
    #expect(counts.isSuperset(of: 0...5), "seed \(seed)")
  }

  @Test func slopGoesAsFarAsAQueryMay() {
    let counter = NearCounter([0, 1], slop: .max, isOrdered: false)
    #expect(counter.slop == 1_000 && counter.width == 1_002)
    #expect(NearCounter([0], slop: -3, isOrdered: true).slop == 0)
  }
}
