import FTSCore
import FTSCorpus
import FTSDocument
import FTSProtocol
import FTSService

/// One run of `ftsd index`: every document of the sources into the index, and one commit.
struct IndexRun {
  let reader: DocumentReader
  let writer: IndexWriter
  /// Whether the first record that cannot be read ends the run.
  let isStrict: Bool
  let progress: ProgressLine

  struct Result {
    /// All but `indexBytes`.
    var summary: IndexSummary
    var unrecognizedFiles: Int
  }

  /// - Throws: `Failure`; nothing is committed then.
  func perform() throws(Failure) -> Result {
    let start = ContinuousClock.now
    var report = ProblemReport(progress: progress)
    try reader.forEach { (event) throws(Failure) in
      if Interruption.isRequested { throw interrupted() }
      switch event {
      case .document(let document): try add(document, report: &report)
      case .problem(let problem): try tell(problem, report: &report)
      }
    }
    progress.show("committing")
    do {
      try writer.commit()
    } catch {
      progress.clear()
      throw Failure(error)
    }
    progress.clear()
    report.finish()
    var summary = IndexSummary(writer.summary)
    summary.skipped = report.skipped
    summary.warnings = report.warnings
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return Result(summary: summary, unrecognizedFiles: reader.unrecognizedFiles)
  }

  /// Merges what this run and those before have left, as far as it pays for it. What was indexed is safe and visible
  /// already: being interrupted is no failure.
  func merge() throws(Failure) {
    progress.show("merging")
    defer { progress.clear() }
    do {
      try writer.merge(while: { !Interruption.isRequested })
    } catch {
      throw Failure(error)
    }
  }

  private func add(_ document: Document, report: inout ProblemReport) throws(Failure) {
    do {
      try writer.add(document)
    } catch .invalidDocument(let id, let reason) {
      return try tell(
        SourceProblem(source: "document \(id)", reason: reason, severity: .recordSkipped), report: &report)
    } catch {
      progress.clear()
      throw Failure(error)
    }
    progress.update(documents: writer.summary.documents, reader: reader)
  }

  private func tell(_ problem: SourceProblem, report: inout ProblemReport) throws(Failure) {
    if isStrict, problem.severity != .warning {
      progress.clear()
      throw Failure(.badData, "\(problem); nothing was indexed")
    }
    report.add(problem)
  }

  private func interrupted() -> Failure {
    progress.clear()
    return Failure(.interrupted, "interrupted; nothing was indexed")
  }
}
