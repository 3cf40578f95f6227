import Dispatch
import Synchronization

@testable import FTSCore

/// A merge on a thread of its own that goes from one transaction to the next only when it is told to.
final class SteppedMerge: Sendable {
  private let held: Mutex<SegmentMerge?>
  private let go = DispatchSemaphore(value: 0)
  private let rest = DispatchSemaphore(value: 0)
  private let isAbandoned = Atomic<Bool>(false)
  private let outcome = Mutex<Result<SegmentMerge.Merged, IndexError>?>(nil)

  /// Runs the merge up to its first transaction.
  init(_ merge: SegmentMerge, transactionLimit: Int) {
    held = Mutex(merge)
    DispatchQueue.global().async { [self] in
      finish(with: run(transactionLimit))
      // By now nothing here holds the merge, and with it the right to merge.
      rest.signal()
    }
    rest.wait()
  }

  private func run(_ transactionLimit: Int) -> Result<SegmentMerge.Merged, IndexError>? {
    guard let merge else { return nil }
    return Result { () throws(IndexError) in
      try merge.run(
        transactionLimit: transactionLimit,
        pace: { _ throws(IndexError) in
          self.rest.signal()
          self.go.wait()
          if self.isAbandoned.load(ordering: .acquiring) { throw .interrupted }
        })
    }
  }

  private func finish(with result: Result<SegmentMerge.Merged, IndexError>?) {
    outcome.withLock { $0 = result }
  }

  /// Until `forget`.
  var merge: SegmentMerge? { held.withLock { $0 } }

  /// What came of the merge; `nil` as long as it goes on.
  var result: Result<SegmentMerge.Merged, IndexError>? { outcome.withLock { $0 } }

  /// Has it go on to its next transaction, or to its end.
  func step() {
    guard result == nil else { return }
    go.signal()
    rest.wait()
  }

  /// Gives up the merge, and with it the right to merge.
  func forget() {
    held.withLock { $0 = nil }
    outcome.withLock { $0 = nil }
  }

  /// Has it end without a result.
  func abandon() {
    isAbandoned.store(true, ordering: .releasing)
    step()
  }
}
