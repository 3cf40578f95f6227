import ArgumentParser
import FTSCore

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

      Where more than a megabyte and a sixteenth of the file is free then, it is copied without what is \
      free, the copy verified and put in its place at one moment; disk space is needed for both.
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

  /// Less than that, in bytes and as a part of the file, is not worth a copy.
  private static let worthwhileBytes = 1 << 20
  private static let worthwhileShare = 16

  func run() throws {
    let path = try location.path()
    do throws(IndexError) {
      // A reader first: compacting must not create an index where there is none.
      let reader = try IndexReader(path: path)
      let before = try reader.statistics()
      let start = ContinuousClock.now
      let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
      defer { progress.clear() }
      let isMerged = try merge(path, progress)
      let merged = try reader.statistics()
      let isShrunk = merged.freeBytes > max(Self.worthwhileBytes, merged.fileBytes / Self.worthwhileShare)
      if isShrunk { try IndexMaintenance(path: path, progress: progress).shrink() }
      progress.clear()
      guard !quiet else { return }
      let after = try reader.statistics()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      try? StandardOutput.write(
        isMerged || isShrunk
          ? CompactionPrinter.text(before: before, after: after, seconds: seconds)
          : "Nothing to do: \(NumberText.count(before.segments, "segment")), nothing deleted\n")
    } catch {
      throw Failure(error)
    }
  }

  private func merge(_ path: String, _ progress: ProgressLine) throws(IndexError) -> Bool {
    let writer = try IndexWriter(path: path, options: access.options)
    defer { writer.close() }
    return try writer.compact(reorder: reorder) { progress.show(Self.text($0)) }
  }

  private static func text(_ stage: CompactionStage) -> String {
    switch stage {
    case .ordering(let threads): "ordering \(NumberText.count(threads, "thread"))"
    case .writing(let documents): "writing \(NumberText.count(documents, "document"))"
    }
  }
}
