import ArgumentParser
import FTSCore
import FTSWording

/// `ftsd backup`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the index while it is in use.",
    discussion: """
      Writes the last commit to a directory of its own, verifies it and only then gives it its \
      name. Searches and writing go on meanwhile. A backup is an index like any other: it can be \
      searched, and ftsd restore puts it back.

        ftsd backup /backups/reviews-monday
        ftsd backup --replace /backups/reviews

      Other programs that copy the files of an index while somebody writes make damaged copies.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Put it in the place of an older backup, once it is verified.")
  var replace = false

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  @Argument(help: "Directory of the backup.", completion: .directory)
  var directory: String

  func run() throws {
    let path = try location.path()
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    do throws(IndexError) {
      try IndexMaintenance(path: path, progress: progress).backUp(to: directory, replaces: replace)
      progress.clear()
      guard !quiet else { return }
      let statistics = try IndexReader(path: directory).statistics()
      try? StandardOutput.write(
        "Copied \(NumberText.count(statistics.documents, "document")), "
          + "\(NumberText.bytes(statistics.fileBytes)), and verified them\n")
    } catch { throw Failure(error) }
  }
}
