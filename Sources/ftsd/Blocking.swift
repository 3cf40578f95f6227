import Dispatch
import Synchronization

/// Asynchronous work in a synchronous command.
enum Blocking {
  /// Where the work leaves its result.
  private final class Outcome<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
    let isThere = DispatchSemaphore(value: 0)

    func set(_ value: Result<Value, any Error>) {
      result.withLock { $0 = value }
      isThere.signal()
    }
  }

  /// Runs `work` on the threads of the runtime while the calling thread, which must be none of them, waits.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let outcome = Outcome<Value>()
    Task {
      do {
        outcome.set(.success(try await work()))
      } catch {
        outcome.set(.failure(error))
      }
    }
    outcome.isThere.wait()
    return try outcome.result.withLock { $0! }.get()
  }
}
