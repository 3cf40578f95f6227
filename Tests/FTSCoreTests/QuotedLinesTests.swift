import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct QuotedLinesTests {
  @Test(arguments: Seeds.all) func everyByteIsInARunOfItsKind(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let lines = (0..<generator.number(1...12)).map { _ in
        ["", "> a", ">b>", "  > c", "d > e", " ", "f"].randomElement(using: &generator) ?? ""
      }
      let bytes = Array(lines.joined(separator: "\n").utf8)
      let isQuoted = lines.flatMap { line in
        [Bool](repeating: line.drop { $0 == " " }.hasPrefix(">"), count: line.utf8.count + 1)
      }
      let quotes = QuotedLines(bytes.span)
      let context: Comment = "seed \(seed), round \(round), \(lines)"
      #expect(quotes.isEmpty == !isQuoted.contains(true), context)
      for index in bytes.indices {
        #expect(quotes.contains(index) == isQuoted[index], context)
        let run = quotes.run(around: index)
        #expect(run.contains(index) && run.allSatisfy { isQuoted[$0] == isQuoted[index] }, context)
        #expect(run.lowerBound == 0 || isQuoted[run.lowerBound - 1] != isQuoted[index], context)
        #expect(run.upperBound == bytes.count || isQuoted[run.upperBound] != isQuoted[index], context)
      }
      let own = bytes.indices.first { !isQuoted[$0] }
      #expect(quotes.ownStart == own ?? 0, context)
    }
  }
}
