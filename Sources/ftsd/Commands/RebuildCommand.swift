import ArgumentParser
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

  @OptionGroup var settings: IndexSettingsArguments

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
    let requested = try settings.requested()
    var options = IndexWriter.Options()
    options.memoryBudget = memory << 20
    let report: RebuildReport
    do throws(IndexError) {
      report = try IndexMaintenance(path: path, progress: progress).rebuild(requested, options: options)
    } catch { throw Failure(error) }
    progress.clear()
    if !quiet {
      try StandardOutput.write("Indexed \(NumberText.count(report.documents, "document")) anew\n")
    }
    guard report.isPartial else { return }
    for problem in report.problems {
      StandardError.write("ftsd: could not be read: \(DisplayText.oneLine(problem))\n")
    }
    let kept = report.keptPath.map { "; the old index is kept at \(DisplayText.oneLine($0))" } ?? ""
    StandardError.write("ftsd: \(NumberText.count(report.lost, "document")) lost\(kept)\n")
    throw ExitStatus.recordsSkipped.code
  }
}
