import NIOPosix
import Synchronization

/// Threads for what takes too long for an event loop, and a queue of bounded length before them.
final class WorkerPool: Sendable {
  private let threads: NIOThreadPool
  /// Work that may be there at once, under way or waiting.
  private let capacity: Int
  private let count = Atomic(0)

  init(threads: Int, queue: Int) {
    self.threads = NIOThreadPool(numberOfThreads: threads)
    capacity = threads + queue
    self.threads.start()
  }

  /// Has a thread do some work; false where too much waits already.
  func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
    add { if $0 { work() } }
  }

  /// What some work gives, once a thread has done it; `nil` where too much waits already, or the threads end.
  func result<Value: Sendable>(of work: @escaping @Sendable () -> Value) async -> Value? {
    await withCheckedContinuation { continuation in
      let isTaken = add { continuation.resume(returning: $0 ? work() : nil) }
      if !isTaken { continuation.resume(returning: nil) }
    }
  }

  /// - Parameter body: is called once where it is taken, with whether there is a thread for it.
  private func add(_ body: @escaping @Sendable (_ isActive: Bool) -> Void) -> Bool {
    guard count.add(1, ordering: .relaxed).newValue <= capacity else {
      count.subtract(1, ordering: .relaxed)
      return false
    }
    threads.submit { [self] state in
      body(state == .active)
      count.subtract(1, ordering: .relaxed)
    }
    return true
  }

  /// How much is there, under way or waiting.
  var load: Int { count.load(ordering: .relaxed) }

  /// Whether more would be refused.
  var isFull: Bool { load >= capacity }

  /// Ends the threads when what they are at is done.
  func shutDown() async { try? await threads.shutdownGracefully() }
}
