import Dispatch
import Synchronization

/// Work spread over threads whose results are wanted in order, one after the other.
///
/// Threads take the next piece of work whenever they are free; a piece whose turn is far off waits, so that at
/// most `window` results per thread are in memory.
enum OrderedWork {
  private static let windowPerThread = 2

  /// Passes the results for 0 to `count` − 1 to `consume`, in that order and on the calling thread, while
  /// others are being produced.
  ///
  /// - Parameters:
  ///   - threads: on which results are produced; with one it is the calling thread.
  ///   - makeProducer: called once on each of them; what it returns may keep memory from piece to piece.
  static func run<Result: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ makeProducer: @escaping @Sendable () -> (Int) -> Result,
    _ consume: (Result) throws(Failure) -> Void
  ) throws(Failure) {
    if threads <= 1 || count <= 1 {
      let produce = makeProducer()
      for index in 0..<count { try consume(produce(index)) }
      return
    }
    let queue = Queue<Result>(count: count, window: threads * windowPerThread)
    let group = DispatchGroup()
    for _ in 0..<min(threads, count) {
      DispatchQueue.global(qos: .userInitiated).async(group: group) { queue.produce(makeProducer()) }
    }
    // Producers end before this does, whatever happens: what they work on is the caller's.
    defer { group.wait() }
    do throws(Failure) {
      for index in 0..<count { try consume(queue.take(index)) }
    } catch {
      queue.cancel()
      throw error
    }
  }

  /// Results on their way from the producers to the consumer: a ring of places, each for every `window`-th result.
  private final class Queue<Result: Sendable>: Sendable {
    private let count: Int
    private let places: [Place]
    private let next = Atomic<Int>(0)
    private let isCancelled = Atomic<Bool>(false)
    /// Counts the places that are free. Who has one takes the next index, so that indices taken and not consumed
    /// are at most as many as places, and no two of them have the same.
    private let free = DispatchSemaphore(value: 0)

    private final class Place: Sendable {
      let result = Mutex<Result?>(nil)
      let isFull = DispatchSemaphore(value: 0)
    }

    init(count: Int, window: Int) {
      self.count = count
      places = (0..<window).map { _ in Place() }
      // Signalled instead of made with a value: a semaphore must not end below the value it was made with.
      for _ in 0..<window { free.signal() }
    }

    func produce(_ produce: (Int) -> Result) {
      while true {
        free.wait()
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count, !isCancelled.load(ordering: .relaxed) else {
          // For the next producer, which ends as well.
          free.signal()
          return
        }
        let result = produce(index)
        let place = places[index % places.count]
        place.result.withLock { $0 = result }
        place.isFull.signal()
      }
    }

    func take(_ index: Int) -> Result {
      let place = places[index % places.count]
      place.isFull.wait()
      defer { free.signal() }
      return place.result.withLock { $0.take()! }
    }

    /// Has the producers end; no result may be taken afterwards.
    func cancel() {
      isCancelled.store(true, ordering: .relaxed)
      free.signal()
    }
  }
}
