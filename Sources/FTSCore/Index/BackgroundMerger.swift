import Synchronization

/// Runs the merges of an index on a thread of its own, of low priority and within an I/O budget.
///
/// There is one such thread. Whatever comes while a merge is under way is of smaller segments, and passes between two
/// of its transactions: small segments come quickly, and would be many by the end of a large merge.
final class BackgroundMerger: Sendable {
  /// Called after each transaction of a merge with the bytes it has written, before the merge goes on.
  typealias Pause = @Sendable (_ bytes: Int) -> Void

  private static let niceness: Int32 = 10

  private let thread = WorkThread(niceness: niceness)
  private let isStopping = Atomic<Bool>(false)
  private let pause: Pause

  init(pause: @escaping Pause) { self.pause = pause }

  /// Runs a merge and passes on what comes of it, on the thread.
  func run(
    _ merge: SegmentMerge, finished: @escaping @Sendable (Result<SegmentMerge.Merged, IndexError>) -> Void
  ) {
    thread.add { [self] in
      finished(
        Result { () throws(IndexError) in
          try merge.run(pace: { bytes throws(IndexError) in try self.pass(bytes) })
        })
    }
  }

  /// Removes what the segments have left that a merge has replaced. What fails here is left for the next writer.
  func removeOld(of merge: SegmentMerge, finished: @escaping @Sendable () -> Void) {
    thread.add { [self] in
      try? merge.removeOld(pace: { bytes throws(IndexError) in try self.pass(bytes) })
      finished()
    }
  }

  /// Removes what segments hold that have lost their last document. What fails here is left for the next writer.
  func remove(_ segments: [UInt32], from store: IndexStore) {
    thread.add { [self] in
      try? WriteBatch(
        store.environment, path: store.path, pace: { bytes throws(IndexError) in try self.pass(bytes) }
      ).delete(segments, from: store.tables)
    }
  }

  /// Ends what is under way, without a result.
  func stop() {
    isStopping.store(true, ordering: .relaxed)
    thread.finish()
  }

  private func pass(_ bytes: Int) throws(IndexError) {
    pause(bytes)
    if isStopping.load(ordering: .relaxed) { throw .interrupted }
    while let next = thread.takeNext() { next() }
  }
}
