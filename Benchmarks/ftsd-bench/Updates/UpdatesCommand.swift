import ArgumentParser
import FTSCore
import FTSTestSupport
import FoundationEssentials

/// `ftsd-bench updates`: what small commits to a large index cost.
struct UpdatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "updates", abstract: "Measure small commits to a large index.",
    discussion: """
      Makes a new index of the sources, read again under other ids until there are enough documents, \
      then commits batches of documents one after the other as a daemon does, with merges in the \
      background, half of each batch new documents and half new versions of old ones. It tells \
      the time until a batch is acknowledged, that of the first search after it, and how the file grows.
      """)

  @Option(help: ArgumentHelp("Where to keep the index; without it, the index is removed.", valueName: "dir"))
  var index: String?

  @Option(help: ArgumentHelp("Documents of the index to begin with.", valueName: "n"))
  var documents = 1_000_000

  @Option(help: ArgumentHelp("Batches to commit.", valueName: "n"))
  var commits = 200

  @Option(help: ArgumentHelp("Documents of a batch.", valueName: "n"))
  var batch = 100

  @Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: "Files and directories.")
  var sources: [String]

  func validate() throws {
    guard documents > 0, commits > 0, batch > 0 else {
      throw ValidationError("--documents, --commits and --batch must be at least 1")
    }
    if let index, FileManager.default.fileExists(atPath: index) {
      throw ValidationError("\(index) is there already; a new index is measured")
    }
  }

  func run() throws {
    let temporary = try TemporaryDirectory()
    let run = UpdatesRun(
      sources: sources, path: index ?? temporary.file("index"), documents: documents, commits: commits,
      batch: batch)
    let report = try run.perform()
    print(json ? try JSONText.line(report) : report.text)
  }
}
