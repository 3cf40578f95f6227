/// The best documents seen so far, at most k: a heap whose root is the worst of them.
///
/// Higher scores are better; of equal scores the lower document is.
struct TopDocs {
  struct Entry {
    var score: Float
    /// Number of the document within the snapshot.
    var document: UInt32

    /// Whether this entry ranks before `other`.
    @inline(__always)
    func isBetter(than other: Entry) -> Bool {
      score > other.score || (score == other.score && document < other.document)
    }
  }

  private let capacity: Int
  private var heap: [Entry] = []
  /// A document that scores less cannot be among the best.
  private(set) var threshold: Float = -.infinity

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 1 << 16))
  }

  /// Tells that at least k documents are known to score `score` or more.
  mutating func raiseThreshold(to score: Float) { threshold = max(threshold, score) }

  /// Takes a document if it is among the best so far.
  mutating func insert(_ entry: Entry) {
    guard entry.score >= threshold, capacity > 0 else { return }
    if heap.count < capacity {
      heap.append(entry)
      siftUp()
    } else if entry.isBetter(than: heap[0]) {
      heap[0] = entry
      siftDown()
    }
    if heap.count == capacity { threshold = max(threshold, heap[0].score) }
  }

  /// Best first.
  func sorted() -> [Entry] { heap.sorted { $0.isBetter(than: $1) } }

  private mutating func siftUp() {
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[parent].isBetter(than: heap[index]) else { return }
      heap.swapAt(parent, index)
      index = parent
    }
  }

  private mutating func siftDown() {
    var index = 0
    while true {
      var worst = index
      for child in 2 * index + 1...2 * index + 2 where child < heap.count {
        if heap[worst].isBetter(than: heap[child]) { worst = child }
      }
      if worst == index { return }
      heap.swapAt(worst, index)
      index = worst
    }
  }
}
