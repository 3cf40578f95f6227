import FTSCore
import FTSCorpus
import FTSQuery

/// The files that have been read, and how they were then: at first as the index itself says, so that no record of ours can be out of
/// step with it.
struct FileCatalog {
  /// By path; `nil` for a file that has to be read again to know.
  private(set) var states: [String: FileState?] = [:]

  init() {}

  /// What the index says of the files in these folders.
  init(_ reader: IndexReader, folders: [String]) throws(IndexError) {
    for path in try Self.documentsByFile(reader).keys where Self.folder(of: path, among: folders) != nil {
      states[path] = .some(nil)
    }
    var options = SearchOptions()
    options.makesSnippets = false
    var found: [(String, FileState)] = []
    try reader.forEachHit(Query(.filter(.exists(FileAttribute.state))), options: options) { hit in
      if let file = hit.document.file, let state = hit.document.fileState { found.append((file, state)) }
      return true
    }
    for (file, state) in found where states[file] != nil { states[file] = state }
  }

  func contains(_ path: String) -> Bool { states[path] != nil }

  /// Whether a file is as it was when it was read.
  func isAsRead(_ path: String, signature: String) -> Bool { (states[path] ?? nil)?.signature == signature }

  mutating func set(_ path: String, _ state: FileState?) { states[path] = .some(state) }

  mutating func remove(_ path: String) { states[path] = nil }

  /// Those of which the index has fewer documents than they have, since others have the same.
  func incomplete(_ reader: IndexReader) throws(IndexError) -> [String] {
    let held = try Self.documentsByFile(reader)
    return states.compactMap { path, state in
      guard let state else { return path }
      return held[path, default: 0] < state.documents ? path : nil
    }
  }

  /// How many documents the index has of each file.
  static func documentsByFile(_ reader: IndexReader) throws(IndexError) -> [String: Int] {
    guard try reader.attributeNames().contains(FileAttribute.file) else { return [:] }
    var options = SearchOptions()
    options.limit = 0
    options.facets = [Facet(.attribute(FileAttribute.file), limit: Int(Int32.max))]
    let buckets = try reader.search(Query(.everything), options: options).facets.first?.buckets ?? []
    var counts: [String: Int] = [:]
    for bucket in buckets { if case .text(let path) = bucket.value { counts[path] = bucket.count } }
    return counts
  }

  /// The place among the folders of the one that a file is in.
  static func folder(of path: String, among folders: [String]) -> Int? {
    folders.firstIndex { path.hasPrefix($0 == "/" ? "/" : $0 + "/") }
  }
}
