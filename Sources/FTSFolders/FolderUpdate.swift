import FTSCore
import FTSCorpus
import FTSDocument
import FTSQuery

/// One commit: the files that have changed are read, and the index gets what they have now, as if all of the folders had been indexed
/// into an empty one. What is the same is not written again.
///
/// Of several files with a document of the same id, the one that is read last counts, as in `ftsd index`. The others are found again
/// when it loses the document: the index holds fewer documents of them than they have.
final class FolderUpdate {
  /// Texts gathered before they are handed on, in bytes.
  private static let gathered = 32 << 20
  /// Documents that are compared with those of the index at once, and their bytes.
  private static let compared = (documents: 512, bytes: 4 << 20)

  private let reader: IndexReader
  private let writer: IndexWriter
  private let options: SourceOptions
  /// Of files as they are now, with what else decides what is read of them.
  private let signature: (String) -> String?
  private let precedes: (String, String) -> Bool
  private let goesOn: () -> Bool
  private let report: (SourceProblem) -> Void

  /// The files as they are known afterwards.
  private(set) var catalog: FileCatalog
  private(set) var summary = FolderSummary()
  /// Files whose documents in the index are looked through.
  private var touched: Set<String> = []
  /// Documents that the index has of those, and that have not been met in any of them.
  private var missing: Set<String> = []
  /// Documents met in another one of those than had them, one that is read earlier, and which: files read in between may have them.
  private var doubtful: [String: String] = [:]
  /// Documents of the index that others are to take the place of.
  private var replaced: Set<String> = []
  private var threads = ThreadRepair()
  private var updates: [DocumentUpdate] = []
  private var bytes = 0
  private let isEmpty: Bool

  /// - Parameters:
  ///   - reader: of the index that `writer` has for itself.
  ///   - catalog: what is known of all files.
  ///   - signature: of a file; `nil` where there is none.
  ///   - precedes: whether a file is read before another.
  ///   - goesOn: false ends reading, and nothing is committed.
  ///   - report: told of what cannot be read.
  init(
    _ reader: IndexReader, _ writer: IndexWriter, _ catalog: FileCatalog, _ options: SourceOptions,
    signature: @escaping (String) -> String?, precedes: @escaping (String, String) -> Bool,
    goesOn: @escaping () -> Bool, report: @escaping (SourceProblem) -> Void
  ) throws(IndexError) {
    (self.reader, self.writer, self.catalog, self.options) = (reader, writer, catalog, options)
    (self.signature, self.precedes, self.goesOn, self.report) = (signature, precedes, goesOn, report)
    isEmpty = try reader.lastCommit().documents == 0
  }

  /// Makes the changes, and commits them.
  ///
  /// - Parameter changed: in the order in which they are read.
  /// - Throws: also `interrupted`.
  func run(changed: [String], gone: Set<String>) throws(IndexError) {
    touched = gone.union(changed)
    summary.files = touched.count
    for file in touched where catalog.contains(file) { missing.formUnion(try documents(of: file)) }
    for file in gone { catalog.remove(file) }
    for file in changed { try read(file) }
    try findElsewhere()
    try deleteMissing()
    for document in try threads.documents(reader)
    where !replaced.contains(document.id) && !missing.contains(document.id) {
      try gather(.put(document))
    }
    try handOn()
    try writer.commit()
  }

  private func documents(of file: String) throws(IndexError) -> [String] {
    var options = SearchOptions()
    options.makesSnippets = false
    var ids: [String] = []
    let query = Query(.filter(.equals(.attribute(FileAttribute.file), file)))
    try reader.forEachHit(query, options: options) { hit in
      ids.append(hit.document.id)
      return true
    }
    return ids
  }

  // MARK: - Reading

  private func read(_ file: String) throws(IndexError) {
    guard let before = signature(file) else { return catalog.remove(file) }
    let isSettled = FileStatus(file)?.isSettled == true
    let source = DocumentReader(found: file, options: options)
    var ids: Set<String> = []
    var batch: [Document] = []
    var bytes = 0
    try source.forEach { (event) throws(IndexError) in
      guard goesOn() else { throw .interrupted }
      switch event {
      case .problem(let problem): if FileStatus.isThere(file) { report(problem) }
      case .document(let document):
        ids.insert(document.id)
        if batch.count == Self.compared.documents || bytes > Self.compared.bytes {
          try put(batch, file)
          (batch, bytes) = ([], 0)
        }
        batch.append(document)
        bytes += document.bytes
      }
    }
    let isRefused = source.refusedFiles > 0
    if isRefused, ids.isEmpty { missing.subtract(try documents(of: file)) }
    // What has changed while it was read, or may do so unnoticed, is to be read again.
    let isSteady = isSettled && signature(file) == before
    let state = FileState(documents: ids.count, signature: before)
    try put(batch, file, isSteady && !isRefused ? state : nil)
    catalog.set(file, isSteady ? state : nil)
  }

  /// - Parameter state: of the file, for the last of the documents.
  private func put(
    _ documents: [Document], _ file: String, _ state: FileState? = nil
  ) throws(IndexError) {
    let old = isEmpty ? [] : try reader.documents(ids: documents.map(\.id))
    for (place, document) in documents.enumerated() {
      let isLast = place + 1 == documents.count
      try put(document.of(file: file, state: isLast ? state : nil), file, old: isEmpty ? nil : old[place])
    }
  }

  private func put(
    _ new: Document, _ file: String, old: (document: Document, thread: String)?
  ) throws(IndexError) {
    let id = new.id
    missing.remove(id)
    doubtful[id] = nil
    if let owner = old?.document.file, owner != file, precedes(file, owner) {
      if touched.contains(owner) { doubtful[id] = file } else if catalog.contains(owner) { return }
    }
    if let old {
      if old.document == new, !replaced.contains(id) { return }
      if replaced.insert(id).inserted, old.document.withoutFile != new.withoutFile { summary.changed += 1 }
    }
    threads.note(old: old, new: new)
    try gather(.put(new))
  }

  /// Looks for missing and doubtful documents in the files of which the index has not all.
  private func findElsewhere() throws(IndexError) {
    if missing.isEmpty, doubtful.isEmpty { return }
    var found: Set<String> = []
    for file in try catalog.incomplete(reader).sorted(by: precedes) where !touched.contains(file) {
      try DocumentReader(found: file, options: options).forEach { (event) throws(IndexError) in
        guard goesOn() else { throw .interrupted }
        guard case .document(let document) = event,
          missing.contains(document.id) || doubtful[document.id].map({ precedes($0, file) }) == true
        else { return }
        let old = try reader.document(id: document.id)
        let new = document.of(file: file, state: nil)
        found.insert(document.id)
        if replaced.insert(document.id).inserted, old?.document.withoutFile != new.withoutFile {
          summary.changed += 1
        }
        threads.note(old: old, new: new)
        try gather(.put(new))
      }
    }
    missing.subtract(found)
  }

  private func deleteMissing() throws(IndexError) {
    var rest = missing.sorted()[...]
    while !rest.isEmpty {
      let ids = Array(rest.prefix(Self.compared.documents))
      for old in try reader.documents(ids: ids) { threads.note(old: old, new: nil) }
      for id in ids { try gather(.delete(id: id)) }
      rest = rest.dropFirst(ids.count)
    }
  }

  // MARK: - Writing

  private func gather(_ update: DocumentUpdate) throws(IndexError) {
    updates.append(update)
    if case .put(let document) = update { bytes += document.bytes }
    if bytes > Self.gathered { try handOn() }
  }

  private func handOn() throws(IndexError) {
    for outcome in try writer.apply(updates) {
      switch outcome {
      case .created: summary.added += 1
      case .deleted: summary.deleted += 1
      case .refused(.invalidDocument(let id, let reason)):
        report(SourceProblem(source: "document \(id)", reason: reason, severity: .recordSkipped))
      case .refused, .updated, .notFound, .accepted: break
      }
    }
    (updates, bytes) = ([], 0)
  }
}
