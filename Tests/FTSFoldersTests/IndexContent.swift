import FTSCore
import FTSCorpus
import FTSDocument
import FTSQuery
import Testing

@testable import FTSFolders

/// What an index has: documents by id, with the threads they are in.
struct IndexContent: Equatable {
  struct Entry: Equatable {
    var document: Document
    var thread: String
  }

  private(set) var entries: [String: Entry] = [:]

  /// - Parameter keepsFile: whether documents say which file they came from.
  init(_ reader: IndexReader, keepsFile: Bool = false) throws {
    var options = SearchOptions()
    options.makesSnippets = false
    var found: [Entry] = []
    try reader.forEachHit(Query(.everything), options: options) {
      found.append(Entry(document: keepsFile ? $0.document : $0.document.withoutFile, thread: $0.thread))
      return true
    }
    for entry in found {
      #expect(entries[entry.document.id] == nil, "\(entry.document.id) is there twice")
      entries[entry.document.id] = entry
    }
  }

  /// What `ftsd index` makes of the folders, in an index of their own.
  init(indexing folders: [String], at path: String, _ source: SourceOptions = SourceOptions()) throws {
    let writer = try IndexWriter(path: path, analyzer: "simple")
    defer { writer.close() }
    try DocumentReader(sources: folders, options: source).forEach { event in
      guard case .document(let document) = event else { return }
      // Told and left out, as by the command: a file called ".md", say, gives a document no name.
      do throws(IndexError) { try writer.add(document) } catch .invalidDocument {}
    }
    try writer.commit()
    try self.init(IndexReader(path: path))
  }

  /// Where two differ, for who has to find out why.
  func differences(_ other: IndexContent) -> [String] {
    Set(entries.keys).union(other.entries.keys).sorted().filter { entries[$0] != other.entries[$0] }.map {
      "\($0): \(entries[$0].map { "\($0)" } ?? "none") instead of \(other.entries[$0].map { "\($0)" } ?? "none")"
    }
  }
}
