import FTSFolders
import FTSWording

/// Tells people what `ftsd watch-dir` does: each commit on a line, and problems as they occur.
struct FolderPrinter {
  let isQuiet: Bool
  private var problems = Self.noProblems
  /// Whether it was told that the folders are followed.
  private var isFollowing = false

  private static var noProblems: ProblemReport { ProblemReport(progress: ProgressLine(isShown: false)) }

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  mutating func show(_ report: FolderFollower.Report) {
    switch report {
    case .problem(let problem): problems.add(problem)
    case .committed(let summary): write(Self.text(summary))
    case .inStep(let files):
      problems.finish()
      problems = Self.noProblems
      if !isFollowing { write("Following \(NumberText.count(files, "file"))\n") }
      isFollowing = true
    }
  }

  /// Following goes on where nobody reads this.
  private func write(_ text: String) {
    if !isQuiet { try? StandardOutput.write(text) }
  }

  /// `3 files: 12 documents added, 4 deleted`.
  static func text(_ summary: FolderSummary) -> String {
    let counts = [(summary.added, "added"), (summary.changed, "changed"), (summary.deleted, "deleted")]
      .filter { $0.0 > 0 }
    let parts = counts.enumerated().map { place, count in
      (place == 0 ? NumberText.count(count.0, "document") : NumberText.grouped(count.0)) + " " + count.1
    }
    let files = NumberText.count(summary.files, "file")
    return files + ": " + (parts.isEmpty ? "the same documents" : parts.joined(separator: ", ")) + "\n"
  }
}
