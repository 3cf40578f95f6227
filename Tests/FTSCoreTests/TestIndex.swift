import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// An index in a directory of its own, together with what it holds as the oracle sees it.
///
/// Every commit makes a segment. The model holds as long as nothing is merged: fewer than eight
/// commits, and no segment mostly deleted.
final class TestIndex {
  let directory: TemporaryDirectory
  let path: String
  /// The documents in index order, deleted ones among them.
  private(set) var model: [IndexedDocument] = []
  private let settings: Oracle.Settings

  init(settings: Oracle.Settings = Oracle.Settings()) throws {
    self.settings = settings
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  /// Adds documents that name their threads, and commits.
  func add(_ documents: [Document], memory: Int = 64 << 20, workers: Int = 2) throws {
    var options = IndexWriter.Options()
    options.memoryBudget = memory
    options.workers = workers
    let writer = try IndexWriter(
      path: path,
      settings: RequestedSettings(
        analyzer: "simple", k1: Float(settings.k1), b: Float(settings.b),
        titleWeight: Float(settings.titleWeight)), options: options)
    defer { writer.close() }
    for document in documents {
      try writer.add(document)
      markDeleted(document.id)
    }
    try writer.commit()
    model += Self.laidOut(documents.map { IndexedDocument($0) })
  }

  /// The documents thread after thread, in each the review first.
  private static func laidOut(_ documents: [IndexedDocument]) -> [IndexedDocument] {
    var threads: [String] = []
    var own: [String: [IndexedDocument]] = [:]
    for document in documents {
      if own[document.thread] == nil { threads.append(document.thread) }
      own[document.thread, default: []].append(document)
    }
    return threads.flatMap { thread in
      let documents = own[thread] ?? []
      return documents.filter { $0.id == thread } + documents.filter { $0.id != thread }
    }
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

  /// What should be found.
  func oracle() -> Oracle { Oracle(documents: model, settings: settings) }

  func reader() throws -> IndexReader { try IndexReader(path: path) }

  /// What a segment's posting lists are made of.
  struct SegmentContent {
    /// Mean length with which bounds were computed.
    var averageLength: Float = 0
    /// How many lists have each form.
    var forms: [PostingList.Form: Int] = [:]
    /// Cells of dense lists that are sets.
    var setCells = 0
    /// Cells of dense lists that are lists.
    var listCells = 0
  }

  func segments() throws -> [SegmentContent] {
    let snapshot = try IndexStore.open(path).snapshot()
    return try snapshot.segments.map { segment in
      var content = SegmentContent(averageLength: segment.info.boundsAverageLength)
      var entries = try segment.entries(\.dictionary)
      while let entry = try entries.next() {
        guard let term = TermInfo(entry) else { continue }
        switch try segment.postingList(term) {
        case .short: content.forms[.short, default: 0] += 1
        case .sparse: content.forms[.sparse, default: 0] += 1
        case .dense(let list):
          content.forms[.dense, default: 0] += 1
          for block in 0..<list.blocks where list.bounds[block] != 0 {
            let isSet = list.cells[list.cellStart(block)] == Cell.setMark
            if isSet { content.setCells += 1 } else { content.listCells += 1 }
          }
        }
      }
      withExtendedLifetime(snapshot) {}
      return content
    }
  }

  private func markDeleted(_ id: String) {
    for index in model.indices where model[index].id == id { model[index].isDeleted = true }
  }
}
