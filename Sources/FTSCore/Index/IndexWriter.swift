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
  public private(set) var summary = WriteSummary()
  /// Where the time went since the writer was opened; complete after `commit`.
  package var stageTimes: StageTimes {
    var times = writerTimes
    times.analyse = pipeline.elapsed
    return times
  }

  private let store: IndexStore
  private let lock: WriterLock
  private let pipeline: AnalysisPipeline
  private let budget: Int
  private let threads: Int
  /// What the next commit will publish: the segments, and what is deleted in each.
  private var manifest: Manifest
  private var deletions: [UInt32: DeletionSet] = [:]
  private var changed: Set<UInt32> = []
  /// All but the analysis.
  private var writerTimes = StageTimes()

  /// Opens the index in the directory `path`, creating directory and index where there is none.
  ///
  /// - Parameters:
  ///   - analyzer: for a new index, what to create it with (`nil`: the default); for one that
  ///     exists, what it must have been created with. `k1` and `b` likewise.
  public init(
    path: String, analyzer: String? = nil, k1: Float? = nil, b: Float? = nil, options: Options = Options()
  ) throws(IndexError) {
    var requested = IndexSettings()
    if let analyzer { requested.analyzer = analyzer }
    if let k1 { requested.k1 = k1 }
    if let b { requested.b = b }
    (store, lock) = try IndexStore.openForWriting(path, creating: requested)
    settings = store.settings
    try Self.compare("analyzer", settings.analyzer, analyzer)
    try Self.compare("k1", settings.k1, k1)
    try Self.compare("b", settings.b, b)
    manifest = try store.snapshot().manifest
    MemoryAdvice.releaseLargeBlocks()
    threads = max(1, options.workers ?? Self.cores)
    budget = options.memoryBudget
    pipeline = AnalysisPipeline(store.analyzer, threads: threads)
    try collectGarbage()
  }

  /// Cores this process may run on.
  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  private static func compare<T: Equatable>(_ name: String, _ recorded: T, _ asked: T?) throws(IndexError) {
    guard let asked, asked != recorded else { return }
    throw .settingsMismatch(setting: name, recorded: "\(recorded)", requested: "\(asked)")
  }

  /// Adds `document`, or replaces the one with the same id. Visible after `commit`.
  ///
  /// - Throws: `invalidDocument` for an id that is empty or longer than `maximumIDBytes`, or for
  ///   more text than `maximumTextBytes`, or for a rating or an attribute that is not finite; the writer
  ///   goes on. Any other error ends it.
  public func add(_ document: Document) throws(IndexError) {
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

  /// Deletes the document of that id; false where there is none. Visible after `commit`.
  public func delete(id: String) throws(IndexError) -> Bool {
    try flush()
    guard try remove(Array(id.utf8), in: store.snapshot(of: manifest)) else { return false }
    summary.deleted += 1
    return true
  }

  /// Writes all that was added and deleted, durably, and makes it visible to the next query.
  public func commit() throws(IndexError) {
    let batch = WriteBatch(store.environment, path: store.path)
    try flush(to: batch)
    let committed = try store.snapshot().manifest
    if manifest != committed { try publish(batch) }
    writerTimes.write += batch.elapsed
    while let selected = MergePolicy.select(manifest.segments) { try merge(selected) }
  }

  /// Commits, and makes one segment of all, without the deleted documents. The index answers as
  /// before while that goes on, and until it is done nothing of it lasts.
  ///
  /// - Parameters:
  ///   - reorder: number the threads so that those with the same terms are neighbours. Queries take
  ///     less time then. Of documents with equal scores another may come first.
  ///   - onStage: called at the beginning of each stage.
  /// - Returns: false where there was nothing to do: at most one segment, nothing deleted in it, and
  ///   no other order asked for.
  public func compact(
    reorder: Bool = false, onStage: (CompactionStage) -> Void = { _ in }
  ) throws(IndexError) -> Bool {
    try commit()
    let segments = manifest.segments
    guard segments.count > 1 || segments.contains(where: { $0.deleted > 0 || reorder }) else { return false }
    try merge(Array(segments.indices), reorder: reorder, onStage: onStage)
    return true
  }

  /// Ends writing; what was not committed is dropped.
  public func close() { pipeline.close() }

  deinit { close() }

  // MARK: - Segments

  private func flush() throws(IndexError) {
    let batch = WriteBatch(store.environment, path: store.path)
    try flush(to: batch)
    try batch.commit()
    writerTimes.write += batch.elapsed
    releaseMemory()
  }

  /// Gives back what the work so far has left behind, so that what follows has the budget for itself.
  private func releaseMemory() {
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
      guard let found = try snapshot.find(id) else { return nil }
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
  private func remove(_ id: [UInt8], in snapshot: Snapshot) throws(IndexError) -> Bool {
    for (index, segment) in snapshot.segments.enumerated() {
      guard let document = try segment.document(id: id), segment.isLive(document) else { continue }
      if deletions[segment.info.number] == nil {
        deletions[segment.info.number] = try snapshot.deletions(of: index)
      }
      guard deletions[segment.info.number]?.insert(document) == true else { continue }
      changed.insert(segment.info.number)
      manifest.segments[index].deleted += 1
      return true
    }
    return false
  }

  /// Makes `manifest` and the deletions the state of the index.
  private func publish(_ batch: WriteBatch) throws(IndexError) {
    for number in changed.sorted() {
      for (superblock, words) in (deletions[number]?.superblocks ?? [:]).sorted(by: { $0.key < $1.key }) {
        try batch.replace(
          DeletionSet.encode(words), key: TableKey.numbered(number, superblock), in: store.tables.deletions)
      }
    }
    manifest.generation += 1
    try batch.replace(manifest.encode(), key: TableKey.manifest, in: store.tables.meta)
    try batch.commit()
    changed = []
    deletions = [:]
  }

  /// Puts one segment in the place of several.
  private func merge(
    _ selected: [Int], reorder: Bool = false, onStage: (CompactionStage) -> Void = { _ in }
  ) throws(IndexError) {
    let start = ContinuousClock.now
    defer { writerTimes.merge += ContinuousClock.now - start }
    releaseMemory()
    let batch = WriteBatch(store.environment, path: store.path)
    let snapshot = try store.snapshot()
    let segments = selected.map { snapshot.segments[$0] }
    var order = ThreadOrder(segments)
    if reorder {
      onStage(.ordering(threads: order.threads))
      let terms = try ForwardIndexBuilder(segments, order).build()
      order.arrange(GraphBisection(terms, threads: threads).order())
    }
    onStage(.writing(documents: order.documents.count))
    let merger = SegmentMerger(
      segments, order: order, settings: settings, analyzer: store.analyzer, batch: batch,
      tables: store.tables)
    let merged = try merger.merge(number: manifest.nextSegment, averageLength: manifest.averageLength)
    let numbers = selected.map { manifest.segments[$0].number }
    manifest.segments[selected[0]] = merged
    for index in selected.dropFirst().reversed() { manifest.segments.remove(at: index) }
    if merged.documents == 0 { manifest.segments.removeAll { $0.number == merged.number } }
    manifest.nextSegment += 1
    for number in numbers + (merged.documents == 0 ? [merged.number] : []) {
      try drop(number, batch)
    }
    try publish(batch)
  }

  private func drop(_ segment: UInt32, _ batch: WriteBatch) throws(IndexError) {
    for table in store.tables.ofSegments {
      try batch.deleteAll(prefix: TableKey.segment(segment), in: table)
    }
  }

  /// Deletes what a writer that did not live to commit has left.
  private func collectGarbage() throws(IndexError) {
    let batch = WriteBatch(store.environment, path: store.path)
    let known = Set(manifest.segments.map(\.number))
    for number in try store.segmentsOnDisk() where !known.contains(number) { try drop(number, batch) }
    try batch.commit()
  }
}

extension Attribute {
  /// Whether it is no infinity and no NaN.
  fileprivate var isFinite: Bool { if case .number(let number) = value { number.isFinite } else { true } }
}
