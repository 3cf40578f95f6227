import Dispatch
import Synchronization

/// A piece of work done on another thread while its caller does something else.
final class Background<Result: Sendable>: Sendable {
  private let group = DispatchGroup()
  private let result = Mutex<Result?>(nil)
  private let work: @Sendable () -> Result

  /// - Parameter threads: those that the caller may use; with one, the work is done when its result is wanted.
  init(threads: Int, _ work: @escaping @Sendable () -> Result) {
    self.work = work
    guard threads > 1 else { return }
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      let result = work()
      self.result.withLock { $0 = result }
    }
  }

  /// The result, waited for. To be asked for once.
  func take() -> Result {
    group.wait()
    return result.withLock { $0.take() } ?? work()
  }
}
