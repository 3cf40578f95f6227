import ArgumentParser
import FTSCore
import FTSCorpus
import FTSTestSupport
import FoundationEssentials

/// `ftsd-bench indexing`: where the time and the bytes of indexing go.
struct IndexingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indexing", abstract: "Measure indexing, stage by stage.",
    discussion: """
      Makes a new index of the sources, as ftsd index does, and tells how long each stage took, how \
      much memory the process had at its peak and how large each part of the index is. Reading, \
      inverting, writing and merging follow one another; analysis runs beside them, and its time is \
      the sum over the workers, so that times of stages may add up to more than the whole. MB are \
      millions of bytes of text: title, author and body.
      """)

  @Option(help: ArgumentHelp("Where to keep the index; without it, the index is removed.", valueName: "dir"))
  var index: String?

  @Option(help: ArgumentHelp("Analyzer of the index.", valueName: "name"))
  var analyzer = "english"

  @Option(help: ArgumentHelp("Megabytes of memory for documents not yet written.", valueName: "mb"))
  var memory = 256

  @Option(help: ArgumentHelp("Threads that analyse; by default one per core.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: "Files and directories.")
  var sources: [String]

  func validate() throws {
    guard (1...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 1 to \(1 << 20) megabytes")
    }
    if let workers, workers < 1 { throw ValidationError("--workers must be at least 1") }
    if let index, FileManager.default.fileExists(atPath: index) {
      throw ValidationError("\(index) is there already; a new index is measured")
    }
  }

  func run() throws {
    let temporary = try TemporaryDirectory()
    var options = IndexWriter.Options()
    options.memoryBudget = memory << 20
    options.workers = workers
    let run = IndexingRun(
      sources: sources, path: index ?? temporary.file("index"), analyzer: analyzer, options: options)
    let report = try run.perform()
    print(json ? try JSONText.line(report) : report.text)
  }
}
