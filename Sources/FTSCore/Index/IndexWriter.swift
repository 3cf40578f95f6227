import FTSAnalysis
public import FTSDocument
import FoundationEssentials
import LMDB

/// Adds, replaces and deletes documents of an index. One writer at a time per index, also across
/// processes. Not safe to use from several threads; analysis is spread over `workers` threads
/// inside.
public final class IndexWriter {
  /// Limits of a writer.
  public struct Options: Sendable {
    /// Bytes the writer may use for documents not yet written.
    public var memoryBudget = 256 << 20
    /// Threads that analyse text; by default one per core.
    public var workers: Int?
    /// Whether to create an index where there is none.
    public var createsIndex = true
    /// How long to wait for another writer to end.
    public var wait = Duration.zero
    /// Asked now and then while waiting for another writer; false gives up.
    public var waitGoesOn: @Sendable () -> Bool = { true }

    /// The defaults.
    public init() {}
  }

  /// Longest id, in UTF-8 bytes: ids are keys of the storage engine.
  public static let maximumIDBytes = 480
  /// Most text of a document, title, author and body together, in UTF-8 bytes: 64 MB.
  public static let maximumTextBytes = 64 << 20

  /// What the index was created with.
  public let settings: IndexSettings
  /// What was added and deleted since the writer was opened; complete after `commit`.
  public internal(set) var summary = WriteSummary()
  /// Where the time went since the writer was opened; complete after `commit`.
  package var stageTimes: StageTimes {
    var times = writerTimes
    times.analyse = pipeline.elapsed
    return times
  }

  let store: IndexStore
  /// Until `close`.
  var lock: FileLock?
  private let pipeline: AnalysisPipeline
  private let budget: Int
  let wait: Duration
  let waitGoesOn: @Sendable () -> Bool
  let threads: Int
  /// What the next commit will publish: the segments, and what is deleted in each.
  var manifest: Manifest
  private var deletions: [UInt32: DeletionSet] = [:]
  private var changed: Set<UInt32> = []
  /// Segments that have lost their last document to a commit of this writer.
  private(set) var lost: [UInt32] = []
  /// All but the analysis.
  var writerTimes = StageTimes()

  /// Opens the index in the directory `path`, creating directory and index where there is none.
  ///
  /// - Parameters:
  ///   - path: of the index.
  ///   - settings: for a new index, what to create it with; for one that exists, what it must have been created with.
  ///   - options: how to go about it.
  /// - Throws: also `settingsMismatch`, `invalidSetting`, `invalidDictionary`.
  public init(
    path: String, settings requested: RequestedSettings, options: Options = Options()
  ) throws(IndexError) {
    (store, lock) = try IndexStore.openForWriting(
      path, creating: options.createsIndex ? requested.applied(to: IndexSettings()) : nil, wait: options.wait,
      while: options.waitGoesOn)
    settings = store.settings
    try requested.check(settings)
    manifest = try store.snapshot().manifest
    MemoryAdvice.releaseLargeBlocks()
    threads = max(1, options.workers ?? Self.cores)
    budget = options.memoryBudget
    (wait, waitGoesOn) = (options.wait, options.waitGoesOn)
    pipeline = AnalysisPipeline(store.analyzer, threads: threads)
    try collectGarbage()
  }

  /// The same with nothing asked for but an analyzer.
  public convenience init(
    path: String, analyzer: String? = nil, options: Options = Options()
  ) throws(IndexError) {
    try self.init(path: path, settings: RequestedSettings(analyzer: analyzer), options: options)
  }

  /// Cores this process may run on.
  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Adds `document`, or replaces the one with the same id. Visible after `commit`.
  ///
  /// - Throws: `invalidDocument` for an id that is empty or longer than `maximumIDBytes`, or for
  ///   more text than `maximumTextBytes`, or for a rating or an attribute that is not finite; the writer
  ///   goes on. Any other error ends it.
  public func add(_ document: Document) throws(IndexError) {
    try check(document)
    pipeline.add(document)
    summary.documents += 1
    summary.textBytes += document.textBytes
    switch document.kind {
    case .review: summary.reviews += 1
    case .comment: summary.comments += 1
    default: summary.others += 1
    }
    // The rest of the budget is for putting the segment together.
    if pipeline.memory > budget / 5 * 2 { try flush() }
  }

  /// - Throws: `invalidDocument`, as `add`.
  func check(_ document: Document) throws(IndexError) {
    guard !document.id.isEmpty else { throw .invalidDocument(id: "", reason: "the id is empty") }
    guard document.id.utf8.count <= Self.maximumIDBytes else {
      throw .invalidDocument(id: document.id, reason: "the id is longer than \(Self.maximumIDBytes) bytes")
    }
    guard document.textBytes <= Self.maximumTextBytes else {
      throw .invalidDocument(
        id: document.id, reason: "the text is longer than \(Self.maximumTextBytes >> 20) MB")
    }
    guard document.rating?.isFinite ?? true, document.attributes.allSatisfy(\.isFinite) else {
      throw .invalidDocument(id: document.id, reason: "a number is not finite")
    }
  }

  /// Deletes the document of that id; false where there is none. Visible after `commit`.
  public func delete(id: String) throws(IndexError) -> Bool {
    try flush()
    guard try remove(Array(id.utf8), in: store.snapshot(of: manifest)) else { return false }
    summary.deleted += 1
    return true
  }

  /// Writes all that was added and deleted, durably, and makes it visible to the next query. Takes as long as what
  /// was added and deleted does, however large the index is: see `merge` for the rest.
  public func commit() throws(IndexError) {
    let batch = WriteBatch(store.environment, path: store.path)
    defer { writerTimes.write += batch.elapsed }
    try flush(to: batch)
    let committed = try store.snapshot().manifest
    guard manifest != committed else { return }
    // What is left without a document is no more; its data are garbage from here on.
    lost += manifest.segments.filter { $0.liveDocuments == 0 }.map(\.number)
    manifest.segments.removeAll { $0.liveDocuments == 0 }
    try publish(batch)
  }

  /// Ends writing, and lets the next writer in; what was not committed is dropped.
  public func close() {
    pipeline.close()
    lock = nil
  }

  deinit { close() }

  // MARK: - Segments

  func flush() throws(IndexError) {
    let batch = WriteBatch(store.environment, path: store.path)
    try flush(to: batch)
    try batch.commit()
    writerTimes.write += batch.elapsed
    releaseMemory()
  }

  /// Gives back what the work so far has left behind, so that what follows has the budget for itself.
  func releaseMemory() {
    store.environment.releaseMap()
    MemoryAdvice.releaseFree()
  }

  /// Writes what has been gathered as a segment.
  private func flush(to batch: WriteBatch) throws(IndexError) {
    let batches = pipeline.drain()
    guard !batches.isEmpty else { return }
    let start = ContinuousClock.now
    let snapshot = try store.snapshot(of: manifest)
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    let builder = SegmentBuilder(settings: settings, threads: threads, batch: batch, tables: store.tables)
    let outcome = try builder.build(
      number: manifest.nextSegment, batches: batches, workers: pipeline.workers, manifest: manifest
    ) { (id) throws(IndexError) in
      guard let found = try snapshot.find(id),
        deletions[snapshot.segments[found.segment].info.number]?.contains(found.document) != true
      else { return nil }
      return Array(try stored.document(found.document, in: found.segment).thread.utf8)
    }
    pipeline.forgetTerms()
    summary.updated += outcome.replaced
    if !snapshot.segments.isEmpty {
      for id in outcome.ids where try remove(id, in: snapshot) { summary.updated += 1 }
    }
    summary.threads += newThreads(outcome.columns)
    manifest.segments.append(outcome.info)
    manifest.nextSegment += 1
    writerTimes.invert += ContinuousClock.now - start - batch.elapsed
  }

  /// Threads among the documents of a segment.
  private func newThreads(_ columns: SegmentColumns) -> Int {
    var threads = columns.threads
    threads.sort()
    return zip(threads, threads.dropFirst()).reduce(threads.isEmpty ? 0 : 1) { $0 + ($1.0 == $1.1 ? 0 : 1) }
  }

  /// Marks the document of that id as deleted, in whichever segment of `snapshot` it is.
  func remove(_ id: [UInt8], in snapshot: Snapshot) throws(IndexError) -> Bool {
    for (index, segment) in snapshot.segments.enumerated() {
      guard let document = try segment.document(id: id), segment.isLive(document) else { continue }
      if try remove(document, ofSegment: index, in: snapshot) { return true }
    }
    return false
  }

  /// Marks a document of a segment of `snapshot` as deleted; false where it was before.
  func remove(
    _ document: DocID, ofSegment index: Int, in snapshot: Snapshot
  ) throws(IndexError) -> Bool {
    let number = snapshot.segments[index].info.number
    if deletions[number] == nil { deletions[number] = try snapshot.deletions(of: index) }
    guard deletions[number]?.insert(document) == true else { return false }
    changed.insert(number)
    manifest.segments[index].deleted += 1
    return true
  }

  /// Whether there is a document of that id in `snapshot` that is not deleted, and not marked so for the next commit.
  func isLive(_ id: String, in snapshot: Snapshot) throws(IndexError) -> Bool {
    let bytes = Array(id.utf8)
    for segment in snapshot.segments {
      guard let document = try segment.document(id: bytes), segment.isLive(document) else { continue }
      if deletions[segment.info.number]?.contains(document) != true { return true }
    }
    return false
  }

  /// Segments that the index consists of.
  var segmentCount: Int { manifest.segments.count }

  /// Notes what is deleted of a segment that is new.
  func delete(_ documents: DeletionSet, of segment: UInt32) {
    guard documents.count > 0 else { return }
    deletions[segment] = documents
    changed.insert(segment)
  }

  /// Makes `manifest` and the deletions the state of the index.
  func publish(_ batch: WriteBatch) throws(IndexError) {
    let known = Set(manifest.segments.map(\.number))
    for number in changed.sorted() where known.contains(number) {
      for (superblock, words) in (deletions[number]?.superblocks ?? [:]).sorted(by: { $0.key < $1.key }) {
        batch.replace(
          DeletionSet.encode(words), key: TableKey.numbered(number, superblock), in: store.tables.deletions)
      }
    }
    manifest.generation += 1
    batch.replace(manifest.encode(), key: TableKey.manifest, in: store.tables.meta)
    try batch.commit()
    changed = []
    deletions = [:]
  }

  /// Deletes what no manifest names: what a writer or a merge has left that did not live to commit, and segments that
  /// have lost their last document. Where somebody is merging, it cannot be told from what is being made, but for what has
  /// a number that is still to be given: a merge has had its number published, and no other writer is there. That must
  /// go, or would be part of the segment that gets the number.
  ///
  /// - Parameter lock: the caller's right to merge, where it has it.
  func collectGarbage(_ lock: FileLock? = nil) throws(IndexError) {
    var lock = lock
    if lock == nil { lock = try store.mergeLock() }
    defer { withExtendedLifetime(lock) {} }
    let known = Set(manifest.segments.map(\.number))
    let isMerging = lock == nil
    let garbage = try store.segmentsOnDisk().filter {
      isMerging ? $0 >= manifest.nextSegment : !known.contains($0)
    }
    try WriteBatch(store.environment, path: store.path).delete(garbage, from: store.tables)
  }
}

extension Attribute {
  /// Whether it is no infinity and no NaN.
  fileprivate var isFinite: Bool { if case .number(let number) = value { number.isFinite } else { true } }
}
