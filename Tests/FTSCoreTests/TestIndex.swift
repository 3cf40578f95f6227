import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// An index in a directory of its own, together with what it holds as the oracle sees it.
///
/// Every commit makes a segment. The model holds as long as nothing is merged: fewer than eight
/// commits, and no segment mostly deleted.
final class TestIndex {
  let directory: TemporaryDirectory
  let path: String
  /// The documents in index order, deleted ones among them.
  private(set) var model: [IndexedDocument] = []

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  /// Adds documents that form whole threads, each review first, and commits.
  func add(_ documents: [Document], memory: Int = 64 << 20, workers: Int = 2) throws {
    var options = IndexWriter.Options()
    options.memoryBudget = memory
    options.workers = workers
    let writer = try IndexWriter(path: path, analyzer: "simple", options: options)
    defer { writer.close() }
    for document in documents {
      try writer.add(document)
      markDeleted(document.id)
    }
    try writer.commit()
    model += documents.map { IndexedDocument($0) }
  }

  func delete(_ ids: [String]) throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    for id in ids {
      #expect(try writer.delete(id: id))
      markDeleted(id)
    }
    try writer.commit()
  }

  func reader() throws -> IndexReader { try IndexReader(path: path) }

  private func markDeleted(_ id: String) {
    for index in model.indices where model[index].id == id { model[index].isDeleted = true }
  }
}
