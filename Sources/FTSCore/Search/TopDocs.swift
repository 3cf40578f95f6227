/// The best documents seen so far, at most k.
///
/// Higher scores are better; of equal scores the lower document is. Documents that reach the
/// threshold are put down in no order, and whenever twice as many as are wanted have gathered, the
/// better half is selected (Hoare 1961, "Algorithm 65: Find"). The threshold does not wait for that:
/// a histogram of the scores tells at any time a score that k of them reach.
struct TopDocs: ~Copyable {
  /// A document and its score as one number, greater for the better one.
  struct Entry: BitwiseCopyable {
    fileprivate let key: UInt64

    /// - Parameter score: not negative.
    @inline(__always)
    init(score: Float, document: UInt32) { key = UInt64(score.bitPattern) << 32 | UInt64(~document) }

    var score: Float { Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) }
    /// Number of the document within the snapshot.
    var document: UInt32 { ~UInt32(truncatingIfNeeded: key) }
  }

  private static let bins = 1024
  private static let leastRoom = 256

  private var capacity = 0
  private var entries = ScratchBuffer<UInt64>()
  /// Entries at which the better half is selected.
  private var room = 0
  /// Documents by score, those below the threshold's bin no longer kept up.
  private var histogram = ScratchBuffer<UInt32>()
  private var scale: Float = 0
  /// The bin whose lower edge is the threshold, and the documents in it and above.
  private var bin = 0
  private var reaching = 0
  /// A document that scores less cannot be among the best.
  private(set) var threshold: Float = -.infinity

  init() {}

  /// Begins anew, for the best `capacity` documents.
  ///
  /// - Parameter greatest: no score is above.
  mutating func begin(capacity: Int, greatest: Float) {
    self.capacity = capacity
    entries.removeAll()
    room = capacity > .max / 4 ? .max : max(2 * capacity, Self.leastRoom)
    histogram.removeAll()
    histogram.resize(to: Self.bins, 0)
    unsafe histogram.elements.update(repeating: 0)
    scale = greatest > 0 ? Float(Self.bins - 1) / greatest : 0
    bin = 0
    reaching = 0
    threshold = -.infinity
  }

  /// Tells that at least k documents are known to score `score` or more.
  mutating func raiseThreshold(to score: Float) { threshold = max(threshold, score) }

  /// Takes a document if it may be among the best.
  @inline(__always)
  mutating func insert(_ entry: Entry) {
    guard entry.score >= threshold, capacity > 0 else { return }
    entries.append(entry.key)
    count(entry.score)
    if entries.count == room { selectBest() }
  }

  @inline(__always)
  private mutating func count(_ score: Float) {
    let own = min(Self.bins - 1, Int(score * scale))
    guard own >= bin else { return }
    histogram[own] += 1
    reaching += 1
    while reaching - Int(histogram[bin]) >= capacity, bin < Self.bins - 1 {
      reaching -= Int(histogram[bin])
      bin += 1
      // The edge rounded down, so that no score of the bin is below it.
      threshold = max(threshold, (Float(bin) / scale).nextDown.nextDown)
    }
  }

  /// Leaves the best k.
  private mutating func selectBest() {
    guard entries.count > capacity else { return }
    let keys = unsafe entries.elements
    var low = 0
    var high = entries.count - 1
    // Greater keys to the front, until the first k are the greatest.
    while low < high {
      let pivot = unsafe keys[low + (high - low) / 2]
      var left = low
      var right = high
      while left <= right {
        while unsafe keys[left] > pivot { left += 1 }
        while unsafe keys[right] < pivot { right -= 1 }
        if left <= right {
          unsafe keys.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if capacity <= right { high = right } else if capacity >= left { low = left } else { break }
    }
    entries.truncate(to: capacity)
    let worst = unsafe keys[..<capacity].min() ?? 0
    threshold = max(threshold, Float(bitPattern: UInt32(truncatingIfNeeded: worst >> 32)))
  }

  /// Best first.
  mutating func sorted() -> [Entry] {
    selectBest()
    var keys = unsafe entries.elements
    // SAFETY: memory that nothing else touches meanwhile.
    unsafe keys.sort()
    return unsafe keys.reversed().map { Entry(key: $0) }
  }
}

extension TopDocs.Entry {
  fileprivate init(key: UInt64) { self.key = key }
}
