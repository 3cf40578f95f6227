import ArgumentParser
import FTSAnalysis
import FTSCore
import FTSWording

/// `ftsd rebuild`.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the index anew of its stored documents.",
    discussion: """
      For another analyzer, other protected words or other parameters, and for saving what can be read of a damaged \
      index. The new index is made beside the old one, verified, and takes its place at one \
      moment; searches go on meanwhile, writing waits. Disk space is needed for both.

        ftsd rebuild --analyzer german
        ftsd rebuild --protected-words brands.txt
        ftsd rebuild --k1 0.9 --b 0.4

      Exit status 2 says that the index was made, but for documents that could not be read; how \
      many is told. The old index is kept as DIR.damaged then.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    help: ArgumentHelp(
      "Analyzer: \(Analyzer.names.joined(separator: ", ")); or languages with + between. Default: as it is.",
      valueName: "name"),
    completion: .list(Analyzer.names))
  var analyzer: String?

  @Option(
    help: ArgumentHelp(
      "Words not to stem: a file with a word to a line, or an empty one for none. Default: as they are.",
      valueName: "file"),
    completion: .file())
  var protectedWords: String?

  @Option(help: ArgumentHelp("BM25's k1. Default: as it is.", valueName: "x"))
  var k1: Float?

  @Option(help: ArgumentHelp("BM25's b, from 0 to 1. Default: as it is.", valueName: "y"))
  var b: Float?

  @Option(
    help: ArgumentHelp(
      "What a word in the title counts, in words of the text. Default: as it is.", valueName: "z"))
  var titleWeight: Float?

  @Option(help: ArgumentHelp("Megabytes of memory for documents not yet written.", valueName: "mb"))
  var memory = 256

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  func validate() throws {
    guard (1...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 1 to \(1 << 20) megabytes")
    }
  }

  func run() throws {
    let path = try location.path()
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    var settings = IndexMaintenance.NewSettings()
    settings.analyzer = analyzer
    settings.protectedWords = try protectedWords.map { try WordList(path: $0) }
    settings.k1 = k1
    settings.b = b
    settings.titleWeight = titleWeight
    settings.writer.memoryBudget = memory << 20
    let report: RebuildReport
    do throws(IndexError) {
      report = try IndexMaintenance(path: path, progress: progress).rebuild(settings)
    } catch { throw Failure(error) }
    progress.clear()
    if !quiet {
      try StandardOutput.write("Indexed \(NumberText.count(report.documents, "document")) anew\n")
    }
    guard report.isPartial else { return }
    for problem in report.problems {
      StandardError.write("ftsd: could not be read: \(DisplayText.oneLine(problem))\n")
    }
    StandardError.write(
      "ftsd: \(NumberText.count(report.lost, "document")) lost; the old index is kept at \(DisplayText.oneLine(path)).damaged\n"
    )
    throw ExitStatus.recordsSkipped.code
  }
}
