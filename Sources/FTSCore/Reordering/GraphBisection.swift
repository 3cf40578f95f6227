import Dispatch
import Synchronization

/// Orders items so that those that share terms are near one another: recursive graph bisection.
///
/// The items are cut in two halves, and items change sides as long as that makes posting lists cheaper
/// to encode; then each half is cut likewise, down to single blocks. The method is that of Dhulipala
/// et al. (KDD 2016, see LogGapCost); that it works for text, and much of how to do it quickly, is
/// from Mackenzie, Mallia, Petri, Culpepper, Suel: "Compressing inverted indexes with recursive graph
/// bisection", ECIR 2019.
///
/// Equal input gives equal order, whatever the number of threads.
struct GraphBisection {
  private let index: ForwardIndex
  private let threads: Int

  init(_ index: ForwardIndex, threads: Int) {
    self.index = index
    self.threads = threads
  }

  /// The items in their new order. Memory, besides the index: some 40 bytes per item, and per
  /// thread 20 per term.
  func order() -> [UInt32] {
    let cost = LogGapCost(items: index.count)
    var parts = [Array(0..<UInt32(index.count))]
    while parts.count < threads, parts.contains(where: { $0.count > Bisector.leafSize }) {
      parts = onThreads(parts) { part in
        var bisector = Bisector(index, cost)
        var items = part
        let middle = bisector.split(&items, 0..<items.count)
        return [Array(items[..<middle]), Array(items[middle...])]
      }
    }
    return onThreads(parts) { part in
      var bisector = Bisector(index, cost)
      var items = part
      bisector.order(&items, 0..<items.count)
      return [items]
    }.flatMap { $0 }
  }

  /// What `body` makes of each of `parts`, in their order.
  private func onThreads(
    _ parts: [[UInt32]], _ body: @Sendable ([UInt32]) -> [[UInt32]]
  ) -> [[UInt32]] {
    guard threads > 1, parts.count > 1 else { return parts.flatMap(body) }
    let results = Mutex([[[UInt32]]](repeating: [], count: parts.count))
    DispatchQueue.concurrentPerform(iterations: parts.count) { number in
      let result = body(parts[number])
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0.flatMap { $0 } }
  }
}
