import Dispatch
import Synchronization

/// Work spread over threads.
enum Parallel {
  /// Calls `body` for 0 to `count` − 1, on up to `threads` threads.
  static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    if threads > 1, count > 1 {
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    } else {
      for index in 0..<count { body(index) }
    }
  }

  /// The results of `body` for 0 to `count` − 1, in that order, computed on up to `threads`
  /// threads.
  static func map<T: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> T) -> [T] {
    let results = Mutex([T?](repeating: nil, count: count))
    forEach(count, threads: threads) { index in
      let result = body(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
