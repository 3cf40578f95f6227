/// Lays threads down one after the other, in the order of their first documents: the review first, where there
/// is one, then the rest in order of arrival.
struct ThreadLayout {
  private var numberOfThread: [UInt64: Int] = [:]
  /// By thread, its documents.
  private var lengths: [Int] = []
  /// By thread, the arrival of its review.
  private var roots: [Int?] = []
  /// By arrival.
  private var threads: [Int] = []

  /// - Parameter capacity: documents that will arrive, about.
  init(capacity: Int) {
    numberOfThread.reserveCapacity(capacity)
    threads.reserveCapacity(capacity)
  }

  /// The next document to arrive.
  ///
  /// - Parameter thread: hash of the id of its thread's review.
  mutating func append(thread hash: UInt64, isRoot: Bool) {
    let thread = numberOfThread[hash] ?? lengths.count
    if thread == lengths.count {
      numberOfThread[hash] = thread
      lengths.append(0)
      roots.append(nil)
    }
    lengths[thread] += 1
    if isRoot, roots[thread] == nil { roots[thread] = threads.count }
    threads.append(thread)
  }

  /// By thread, the place of its first document; behind the last, the number of documents.
  func starts() -> [Int] {
    var starts = [0]
    starts.reserveCapacity(lengths.count + 1)
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    return starts
  }

  /// By arrival, the place of the document.
  func places() -> [Int] {
    let starts = starts()
    var next = zip(starts, roots).map { $0 + ($1 == nil ? 0 : 1) }
    return threads.enumerated().map { arrival, thread in
      if roots[thread] == arrival { return starts[thread] }
      next[thread] += 1
      return next[thread] - 1
    }
  }
}
