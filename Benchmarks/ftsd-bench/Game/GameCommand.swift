import ArgumentParser
import FTSCore
import Glibc

/// `ftsd-bench game`: answers the driver of the search-benchmark-game.
struct GameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "game", abstract: "Answer the driver of the search-benchmark-game.",
    discussion: """
      Reads lines of a command, a tab and a query from standard input, until it ends, and prints a \
      line for each. COUNT prints how many documents match; TOP_n finds the best n documents and \
      prints 1; TOP_n_COUNT finds them and prints how many match. Anything else: UNSUPPORTED.
      """)

  @Option(help: ArgumentHelp("The index to search.", valueName: "dir"))
  var index: String

  func run() throws {
    let game = Game(reader: try IndexReader(path: index))
    while let line = readLine() {
      print(try game.answer(to: line))
      // Without a stream named, all are flushed.
      fflush(nil)
    }
  }
}
