import ArgumentParser
import FTSCore
import FTSWording

/// `ftsd restore`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the index.",
    discussion: """
      Copies the backup beside the index, verifies the copy, and then lets it take the index's \
      place at one moment; until then the old index is used, and after it is gone. Whoever has the \
      index open, as ftsd serve does, answers from the new one from the next query on. The backup \
      stays as it is.

        ftsd restore /backups/reviews-monday
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  @Argument(help: "Directory of the backup.", completion: .directory)
  var directory: String

  func run() throws {
    let path = try location.pathForWriting()
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    do throws(IndexError) {
      try IndexMaintenance(path: path, progress: progress).restore(from: directory)
      progress.clear()
      guard !quiet else { return }
      let statistics = try IndexReader(path: path).statistics()
      try? StandardOutput.write("Restored \(NumberText.count(statistics.documents, "document"))\n")
    } catch { throw Failure(error) }
  }
}
