import FTSCore
import FTSCorpus

/// Makes an index of sources and measures it.
///
/// The stages are those of one real run: the time between documents is the reader's, and the
/// writer itself tells its own. Stages run one by one would miss what they cost each other, such
/// as waiting and cold caches, and would need the writer's insides here.
struct IndexingRun {
  let sources: [String]
  let path: String
  let analyzer: String
  let options: IndexWriter.Options

  /// - Throws: where the index cannot be written, or no source has a document.
  func perform() throws -> IndexingReport {
    let reader = DocumentReader(sources: sources)
    let clock = ContinuousClock()
    let start = clock.now
    let writer = try IndexWriter(path: path, analyzer: analyzer, options: options)
    defer { writer.close() }
    var adding = Duration.zero
    var skipped = 0
    let readingStart = clock.now
    try reader.forEach { (event) throws(IndexError) in
      let start = clock.now
      defer { adding += clock.now - start }
      switch event {
      case .document(let document): try writer.add(document)
      case .problem(let problem): if problem.severity != .warning { skipped += 1 }
      }
    }
    let reading = clock.now - readingStart - adding
    try writer.commit()
    try writer.merge()
    let whole = clock.now - start
    guard writer.summary.documents > 0 else { throw NoDocuments(sources: sources) }
    return IndexingReport(
      reading: reading, times: writer.stageTimes, whole: whole, summary: writer.summary, skipped: skipped,
      sourceBytes: reader.progress.bytesRead, peakMemoryBytes: PeakMemory.bytes,
      statistics: try IndexReader(path: path).statistics())
  }

  /// The sources have nothing to index.
  struct NoDocuments: Error, CustomStringConvertible {
    let sources: [String]
    var description: String { "no documents in " + sources.joined(separator: ", ") }
  }
}
