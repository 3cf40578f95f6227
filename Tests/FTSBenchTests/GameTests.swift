import FTSCore
import FTSDocument
import FTSTestSupport
import Testing

@testable import ftsd_bench

@Suite struct GameTests {
  private let directory: TemporaryDirectory
  private let game: Game

  init() throws {
    directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"), analyzer: "simple")
    for (number, body) in ["a b c", "b a", "a", "c c", "b c a"].enumerated() {
      try writer.add(Document(id: "\(number)", body: body))
    }
    try writer.commit()
    writer.close()
    game = Game(reader: try IndexReader(path: directory.file("index")))
  }

  @Test(arguments: [
    ("COUNT\ta", "4"), ("COUNT\t+a +b", "3"), ("COUNT\t\"a b\"", "1"), ("COUNT\ta c", "5"),
    ("COUNT\t+a -c", "2"), ("COUNT\tabsent", "0"), ("TOP_10_COUNT\t+a +b", "3"),
    ("TOP_1_COUNT\ta c", "5"), ("TOP_100_COUNT\t\"c a\"", "1"),
  ]) func countsAreOfAllMatches(line: String, answer: String) throws {
    #expect(try game.answer(to: line) == answer)
  }

  @Test(arguments: ["TOP_10", "TOP_100", "TOP_1000"]) func findingWithoutCountingIsOne(command: String) throws
  {
    #expect(try game.answer(to: command + "\ta c") == "1")
    #expect(try game.answer(to: command + "\tabsent") == "1")
  }

  @Test(arguments: [
    "", "COUNT", "COUNT\t", "COUNT\t \"\"", "\ta", "count\ta", "TOP\ta", "TOP_\ta", "TOP_0\ta", "TOP_-1\ta",
    "TOP_+1\ta", "TOP_x\ta", "TOP_10_\ta", "TOP_10_COUNT_COUNT\ta", "_COUNT\ta",
    "TOP_99999999999999999999\ta",
    "TOP_10_FF\ta", "UNOPTIMIZED_COUNT\ta", "COUNT a",
  ]) func theRestIsUnsupported(line: String) throws {
    #expect(try game.answer(to: line) == "UNSUPPORTED")
  }

  @Test func aTaskAsksForNoMoreThanItsCommand() throws {
    let task = try #require(GameTask(command: "TOP_100"))
    #expect(task.options.limit == 100 && !task.options.countsTotal && !task.options.makesSnippets)
    #expect(GameTask(command: "COUNT")?.options.limit == 0)
    #expect(GameTask(command: "TOP_10_COUNT")?.options.countsTotal == true)
  }
}
