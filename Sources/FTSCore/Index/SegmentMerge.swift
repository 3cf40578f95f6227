import LMDB

/// A merge that was decided on: some of the segments of an index, to be made one.
///
/// Three steps: `IndexWriter.beginMerge` decides and gives the new segment its number; `run` writes that segment, on
/// any thread, while the index is read, written to and even merged elsewhere; `IndexWriter.publish` puts it in the
/// place of the old ones. What is deleted of those meanwhile is deleted of the new one as it is published. A merge
/// that ends before that leaves data that no manifest names, which the next writer removes.
final class SegmentMerge: Sendable {
  /// A merge that has been written.
  struct Merged: Sendable {
    let merge: SegmentMerge
    let info: SegmentInfo
    /// By old segment, by DocID there: the new one, or `ThreadOrder.dropped`.
    let newDocuments: [[DocID]]
  }

  /// Of the new segment.
  let number: UInt32
  /// The old segments as they were when the merge was decided on.
  let segments: [SegmentInfo]
  /// Mean length over the whole index, for the bounds of impacts.
  private let averageLength: Float
  private let store: IndexStore
  /// Says that unpublished data on disk are being made. Merges of a process have it in common.
  let lock: FileLock

  init(
    _ segments: [SegmentInfo], number: UInt32, averageLength: Float, store: IndexStore, lock: FileLock
  ) {
    self.segments = segments
    self.number = number
    self.averageLength = averageLength
    self.store = store
    self.lock = lock
  }

  /// Whether it is a merge of that index: another may have taken its place meanwhile.
  func isOf(_ store: IndexStore) -> Bool { self.store.environment === store.environment }

  /// The text it has to go through, in bytes.
  var cost: Int { MergePolicy.cost(of: segments) }

  /// Writes the new segment.
  ///
  /// - Parameters:
  ///   - reorder: with how many threads of the machine to number the threads of documents so that those with the same
  ///     terms are neighbours; `nil` leaves them in order of age.
  ///   - transactionLimit: bytes that are written at once, about.
  ///   - onStage: called at the beginning of each stage.
  ///   - pace: called after each transaction; what it throws ends the merge.
  func run(
    reorder: Int? = nil, transactionLimit: Int = WriteBatch.transactionLimit,
    onStage: (CompactionStage) -> Void = { _ in }, pace: @escaping WriteBatch.Pace = { _ in }
  ) throws(IndexError) -> Merged {
    let batch = WriteBatch(
      store.environment, path: store.path, transactionLimit: transactionLimit, pace: pace)
    let snapshot = try store.snapshot()
    let opened = Dictionary(
      uniqueKeysWithValues: snapshot.segments.map { ($0.info.number, $0) })
    // One that is gone by now has lost its last document.
    let readers = segments.compactMap { opened[$0.number] }
    var order = ThreadOrder(readers)
    if let threads = reorder {
      onStage(.ordering(threads: order.threads))
      let terms = try ForwardIndexBuilder(readers, order).build()
      order.arrange(GraphBisection(terms, threads: threads).order())
    }
    onStage(.writing(documents: order.documents.count))
    let merger = SegmentMerger(
      readers, order: order, settings: store.settings, analyzer: store.analyzer, batch: batch,
      tables: store.tables)
    let info = try merger.merge(number: number, averageLength: averageLength)
    try batch.commit()
    let found = Dictionary(
      uniqueKeysWithValues: zip(readers.map(\.info.number), order.newDocuments(of: readers)))
    return Merged(merge: self, info: info, newDocuments: segments.map { found[$0.number] ?? [] })
  }

  /// Removes the data of the old segments, once the new one is published.
  func removeOld(pace: @escaping WriteBatch.Pace = { _ in }) throws(IndexError) {
    try WriteBatch(store.environment, path: store.path, pace: pace)
      .delete(segments.map(\.number), from: store.tables)
  }
}
