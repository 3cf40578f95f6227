import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct MatchWindowTests {
  private typealias Rank = (worth: Int, distance: Int, count: Int)

  /// The best window among all there are, the first of equals.
  private static func best(_ matches: [MatchedWord], _ worths: [Int], size: Int) -> Range<Int>? {
    var best: (rank: Rank, range: Range<Int>)?
    for last in matches.indices {
      for first in 0...last {
        let range = matches[first].range.lowerBound..<matches[last].range.upperBound
        guard first == last || range.count <= size else { continue }
        let fitting = matches[first...].prefix { $0.range.upperBound - range.lowerBound <= size }.count
        let rank = (
          worth: Set(matches[first...last].map(\.term)).reduce(0) { $0 + worths[$1] },
          distance: matches[first].place - matches[last].place, count: max(fitting, last + 1 - first)
        )
        if let known = best?.rank, known >= rank { continue }
        best = (rank, range)
      }
    }
    return best?.range
  }

  @Test(arguments: Seeds.all) func findsTheBestOfAllWindows(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<500 {
      let worths = (0..<generator.number(1...5)).map { _ in generator.number(1...4) }
      var matches: [MatchedWord] = []
      var (byte, place) = (0, 0)
      for _ in 0..<generator.number(0...40) {
        let words = generator.number(1...8)
        place += words
        byte += words * generator.number(2...6)
        let end = byte + generator.number(1...20)
        matches.append(
          MatchedWord(range: byte..<end, place: place, term: generator.number(0...worths.count - 1)))
        byte = end
      }
      let size = generator.number(10...200)
      #expect(
        MatchWindow(matches, worths, size: size).range == Self.best(matches, worths, size: size),
        "seed \(seed), round \(round)")
    }
  }
}
