import Dispatch
import FTSCore
import FTSCorpus
import FTSDocument
import FTSQuery
import Synchronization

/// Makes a large index and commits small batches to it.
struct UpdatesRun {
  let sources: [String]
  let path: String
  /// Documents of the index to begin with.
  let documents: Int
  let commits: Int
  /// Documents of a commit.
  let batch: Int

  /// - Throws: where the index cannot be written, or no source has a document.
  func perform() throws -> UpdatesReport {
    let spare = try build()
    let reader = try IndexReader(path: path)
    let query = try QueryParser.parse("the film")
    let before = try reader.statistics()
    _ = try reader.search(query)
    let updater = IndexUpdater(path: path)
    var report = UpdatesReport(documents: before.documents, batch: batch)
    report.fileBytesBefore = before.fileBytes
    var last = before.fileBytes
    for commit in 0..<commits {
      let updates = (0..<batch).map { place in
        var document = spare[(commit * batch + place) % spare.count]
        if place % 2 == 0 { document.id = "new/\(commit)/\(place)" }
        return DocumentUpdate.put(document)
      }
      let start = ContinuousClock.now
      try Self.write(updates, updater)
      let acknowledged = ContinuousClock.now
      _ = try reader.search(query)
      let end = ContinuousClock.now
      report.acknowledged.append((acknowledged - start) / .milliseconds(1))
      report.searched.append((end - acknowledged) / .milliseconds(1))
      let statistics = try reader.statistics()
      report.growth.append(Double(statistics.fileBytes - last))
      report.greatestSegments = max(report.greatestSegments, statistics.segments)
      last = statistics.fileBytes
    }
    updater.close()
    report.fileBytesAfter = last
    return report
  }

  /// Fills the index; returns documents that are in it.
  private func build() throws -> [Document] {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    var spare: [Document] = []
    var round = 0
    while writer.summary.documents < documents {
      let before = writer.summary.documents
      try DocumentReader(sources: sources).forEach { (event) throws(IndexError) in
        guard case .document(var document) = event, writer.summary.documents < documents else { return }
        document.id += "/\(round)"
        document.parent? += "/\(round)"
        document.thread? += "/\(round)"
        try writer.add(document)
        if spare.count < commits * batch { spare.append(document) }
      }
      guard writer.summary.documents > before else { throw IndexingRun.NoDocuments(sources: sources) }
      round += 1
    }
    try writer.commit()
    try writer.merge()
    return spare
  }

  /// Writes and waits until that is acknowledged.
  private static func write(_ updates: [DocumentUpdate], _ updater: IndexUpdater) throws {
    let outcome = Outcome()
    try updater.submit(updates) { outcome.set($0) }
    try outcome.wait()
  }

  /// Where a batch leaves what came of it.
  private final class Outcome: Sendable {
    private let result = Mutex<Result<[DocumentUpdate.Outcome], IndexError>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func set(_ value: Result<[DocumentUpdate.Outcome], IndexError>) {
      result.withLock { $0 = value }
      isThere.signal()
    }

    func wait() throws {
      isThere.wait()
      _ = try result.withLock { try $0?.get() }
    }
  }
}
