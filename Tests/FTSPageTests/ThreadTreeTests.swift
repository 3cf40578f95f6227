import FTSTestSupport
import Testing

@testable import FTSPage

@Suite struct ThreadTreeTests {
  @Test(arguments: Seeds.all)
  func eachDocumentIsThereOnceBelowWhatItAnswers(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 0...20, using: &generator)
      // Parents that are absent, that come later, that are oneself, that answer one another.
      let documents = (0..<count).map { index in
        (
          id: "\(index)",
          parent: Bool.random(using: &generator)
            ? "\(Int.random(in: 0...(count + 2), using: &generator))" : nil
        )
      }
      let entries = ThreadTree(documents).entries
      #expect(entries.map(\.index).sorted() == Array(0..<count), "seed \(seed)")
      var before: [Int: Int] = [:]
      for entry in entries {
        if let parent = entry.parent {
          #expect(documents[entry.index].parent == "\(parent)", "seed \(seed)")
          #expect(before[parent].map { $0 + 1 } == entry.depth, "seed \(seed)")
        } else {
          #expect(entry.depth == 0, "seed \(seed)")
        }
        before[entry.index] = entry.depth
      }
    }
  }

  @Test func answersComeBehindWhatTheyAnswerInTheirOrder() {
    let entries = ThreadTree([("a", nil), ("b", nil), ("c", "a"), ("d", "c"), ("e", "a"), ("f", "b")]).entries
    #expect(entries.map(\.index) == [0, 2, 3, 4, 1, 5])
    #expect(entries.map(\.depth) == [0, 1, 2, 1, 0, 1])
  }

  @Test func aChainOfAnyLengthIsFollowed() {
    let entries = ThreadTree((0..<100_000).map { ("\($0)", $0 == 0 ? nil : "\($0 - 1)") }).entries
    #expect(entries.last?.depth == 99_999)
  }

  @Test func paragraphsAreWhatEmptyLinesDivide() {
    #expect(BodyText.paragraphs(of: "a\nb\r\n\r\n \nc\n") == ["a\nb", "c"])
    #expect(BodyText.paragraphs(of: " \n\n").isEmpty)
  }
}
