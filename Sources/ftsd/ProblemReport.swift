import FTSCorpus
import FTSWording

/// Tells problems as they occur, and counts those after the first few.
struct ProblemReport {
  /// Problems told in full.
  static let limit = 20

  private let progress: ProgressLine
  private(set) var skipped = 0
  private(set) var warnings = 0

  init(progress: ProgressLine) { self.progress = progress }

  mutating func add(_ problem: SourceProblem) {
    if problem.severity == .warning { warnings += 1 } else { skipped += 1 }
    guard skipped + warnings <= Self.limit else { return }
    progress.clear()
    StandardError.write(DisplayText.oneLine(problem.description) + "\n")
  }

  /// Says how many were not told.
  func finish() {
    let untold = skipped + warnings - Self.limit
    guard untold > 0 else { return }
    StandardError.write("and \(NumberText.count(untold, "more problem"))\n")
  }
}
