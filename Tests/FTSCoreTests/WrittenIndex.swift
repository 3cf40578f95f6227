import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

/// An index in a directory of its own, written by the analyzer `simple`, each change a commit.
struct WrittenIndex {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  func add(_ documents: [Document]) throws {
    try IndexWriter.write(documents, to: path, analyzer: "simple")
  }

  func delete(_ ids: String...) throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
  }

  func compact(reordering: Bool = false) throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    #expect(try writer.compact(reorder: reordering))
  }
}
