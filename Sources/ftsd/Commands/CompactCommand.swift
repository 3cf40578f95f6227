import ArgumentParser
import FTSCore
import FTSWording

/// `ftsd compact`.
struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Make the index one segment, without deleted documents, in a file without free space.",
    discussion: """
      Commits leave an index in several segments, and deleted and replaced documents in them. \
      This brings all together; searches go on meanwhile, and an interrupted run leaves the index \
      as it was.

        ftsd compact
        ftsd compact --reorder

      Where much of the file is free then, it is copied without what is free, the copy verified and put \
      in its place at one moment; disk space is needed for both.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var access: WriterAccess

  @Flag(
    help: ArgumentHelp(
      "Number the documents anew, threads with the same words side by side.",
      discussion: "Searches take less time; of documents with equal scores another may come first."))
  var reorder = false

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  func run() throws {
    let path = try location.path()
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    do throws(IndexError) {
      let start = ContinuousClock.now
      let report = try IndexMaintenance(path: path, progress: progress).compact(
        options: access.options, reorder: reorder
      ) {
        progress.show(Self.text($0))
      }
      progress.clear()
      guard !quiet else { return }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      try? StandardOutput.write(
        report.hasChanged
          ? CompactionPrinter.text(before: report.before, after: report.after, seconds: seconds)
          : "Nothing to do: \(NumberText.count(report.before.segments, "segment")), nothing deleted\n")
    } catch {
      throw Failure(error)
    }
  }

  private static func text(_ stage: CompactionStage) -> String {
    switch stage {
    case .ordering(let threads): "ordering \(NumberText.count(threads, "thread"))"
    case .writing(let documents): "writing \(NumberText.count(documents, "document"))"
    }
  }
}
