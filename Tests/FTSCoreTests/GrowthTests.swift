import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

/// How large the file becomes that is written to again and again.
@Suite struct GrowthTests {
  private static let rewrites = 20

  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func documents(seed: UInt64) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    return RandomCorpus(documentCount: 6_000, vocabularySize: 20_000).makeDocuments(using: &generator)
  }

  private func statistics(_ path: String) throws -> IndexStatistics {
    try IndexReader(path: path).statistics()
  }

  /// Writes all documents, as `ftsd index` does.
  private func write(_ documents: [Document], to path: String) throws {
    let writer = try IndexWriter(path: path, analyzer: "english")
    defer { writer.close() }
    for document in documents { try writer.add(document) }
    try writer.commit()
    try writer.merge()
  }

  /// - Parameter times: how often the file of an index that was written once may fit into this one.
  private func expectBounds(
    _ path: String, _ fresh: IndexStatistics, times: Double, _ context: Comment
  ) throws {
    let after = try statistics(path)
    #expect(after.documents == fresh.documents, context)
    #expect(Double(after.fileBytes) <= times * Double(fresh.fileBytes), context)
    var options = IndexWriter.Options()
    options.wait = .seconds(1_000)
    _ = try IndexMaintenance(path: path) { _ in }.compact(options: options)
    let compacted = try statistics(path)
    #expect(compacted.documents == fresh.documents && compacted.deletedDocuments == 0, context)
    #expect(Double(compacted.fileBytes) <= 1.05 * Double(fresh.fileBytes), context)
  }

  @Test(arguments: Seeds.all) func rewritingACorpusTakesTheRoomOfTwo(seed: UInt64) throws {
    let documents = documents(seed: seed)
    let (fresh, path) = (directory.file("fresh"), directory.file("index"))
    try write(documents, to: fresh)
    for _ in 0...Self.rewrites { try write(documents, to: path) }
    // And what LMDB cannot fill of the gaps between, which is up to half in a file as small as this; that of three would be 3.2 times.
    try expectBounds(path, try statistics(fresh), times: 3, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func rewritingACorpusInPiecesTakesBoundedRoom(seed: UInt64) async throws {
    let documents = documents(seed: seed)
    let (fresh, path) = (directory.file("fresh"), directory.file("index"))
    try write(documents, to: fresh)
    try write(documents, to: path)
    var options = IndexUpdater.Options()
    options.mergePause = { _ in }
    options.wait = .seconds(1_000)
    let updater = IndexUpdater(path: path, options: options)
    for _ in 0..<Self.rewrites {
      for start in stride(from: 0, to: documents.count, by: 500) {
        _ = try await updater.submit(
          documents[start..<min(start + 500, documents.count)].map { .put($0) })
        // How far merges lag behind is the machine's affair.
        try await updater.rest()
      }
    }
    updater.close()
    // Up to half of each segment may be documents that were replaced, small segments take more than a large one, and merges go on beside
    // what they read.
    try expectBounds(path, try statistics(fresh), times: 8, "seed \(seed)")
  }
}
