import ArgumentParser
import FTSCore

/// `ftsd compact`.
struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Make the index one segment, without deleted documents.",
    discussion: """
      Commits leave an index in several segments, and deleted and replaced documents in them. \
      This brings all together; searches go on meanwhile, and an interrupted run leaves the index \
      as it was.

        ftsd compact
        ftsd compact --reorder

      The index file does not shrink; what becomes free in it is used by later commits.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(
    help: ArgumentHelp(
      "Number the documents anew, threads with the same words side by side.",
      discussion: "Searches take less time; of documents with equal scores another may come first."))
  var reorder = false

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  func run() throws {
    do {
      // A reader first: compacting must not create an index where there is none.
      let path = try location.path()
      let reader = try IndexReader(path: path)
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      let before = try reader.statistics()
      let start = ContinuousClock.now
      let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
      defer { progress.clear() }
      let isChanged = try writer.compact(reorder: reorder) { progress.show(Self.text($0)) }
      progress.clear()
      guard !quiet else { return }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      try StandardOutput.write(
        isChanged
          ? CompactionPrinter.text(before: before, after: try reader.statistics(), seconds: seconds)
          : "Nothing to do: \(NumberText.count(before.segments, "segment")), nothing deleted\n")
    } catch let error as IndexError {
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
