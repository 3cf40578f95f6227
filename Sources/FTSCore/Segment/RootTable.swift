/// The roots of a segment by the hashes of their threads: a hash table with open addressing, which leaves the hashes
/// in their column.
struct RootTable {
  private static let empty = DocID.max

  private var slots: [DocID]

  /// - Parameters:
  ///   - roots: a word per block.
  ///   - threads: a hash per document, the same for those of a thread.
  init(_ roots: Blob, threads: Blob) {
    let words = roots.count / 8
    var count = 0
    for block in 0..<words { count += roots.load(UInt64.self, at: block * 8).nonzeroBitCount }
    var capacity = 1
    // At least a quarter stays empty.
    while capacity * 3 < count * 4 + 3 { capacity *= 2 }
    slots = [DocID](repeating: Self.empty, count: capacity)
    for block in 0..<words {
      roots.load(UInt64.self, at: block * 8).forEachLane { lane in
        let root = DocID(block * Grid.blockSize + lane)
        var place = Self.place(of: threads.load(UInt64.self, at: Int(root) * 8), capacity)
        while slots[place] != Self.empty { place = (place + 1) & (capacity - 1) }
        slots[place] = root
      }
    }
  }

  private static func place(of thread: UInt64, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: thread) & (capacity - 1)
  }

  /// The first root of a thread for which `predicate` holds, or `nil`: an id may have been given anew, and all but the
  /// last one's document is deleted.
  ///
  /// - Parameter threads: that of `init`.
  func root(ofThread thread: UInt64, in threads: Blob, where predicate: (DocID) -> Bool) -> DocID? {
    var place = Self.place(of: thread, slots.count)
    while slots[place] != Self.empty {
      let root = slots[place]
      if threads.load(UInt64.self, at: Int(root) * 8) == thread, predicate(root) { return root }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }
}
