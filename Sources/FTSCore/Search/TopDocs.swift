/// The best documents seen so far, at most k.
///
/// Higher scores are better; of equal scores the lower document is. Documents that reach the
/// threshold are put down in no order, and whenever many more than are wanted have gathered, those below
/// the threshold are let go. A histogram of the scores tells at any time a score that k of them reach.
struct TopDocs: ~Copyable {
  /// Bits of a score that tell its bin of the histogram.
  private static let binBits = 11
  private static let bins = 1 << binBits
  private static let binShift = UInt32(32 - binBits)
  private static let leastRoom = 256

  private var capacity = 0
  private var entries = ScratchBuffer<UInt64>()
  private var sorter = RadixSorter()
  /// Entries at which those that are not needed any more are let go.
  private var room = 0
  /// Documents by score, those below the threshold's bin no longer kept up.
  private var histogram = ScratchBuffer<UInt32>()
  /// The bin whose lower edge is the threshold, and the documents in it and above.
  private var bin = 0
  private var reaching = 0
  /// Only documents below are taken; none reaches the greatest number.
  private var ceiling = UInt64.max
  /// A document that scores less cannot be among the best.
  private(set) var threshold: UInt32 = 0

  init() { histogram.resize(to: Self.bins, 0) }

  /// Begins anew, for the best `capacity` documents, of those that come behind one if it is given.
  mutating func begin(capacity: Int, after last: ScoredDocument? = nil) {
    self.capacity = capacity
    ceiling = last?.key ?? .max
    entries.removeAll()
    room = capacity > .max / 4 ? .max : max(2 * capacity, Self.leastRoom)
    unsafe histogram.elements.update(repeating: 0)
    bin = 0
    reaching = 0
    threshold = 0
  }

  /// Tells that at least k documents are known to score `score` or more.
  mutating func raiseThreshold(to score: UInt32) { threshold = max(threshold, score) }

  /// Takes a document if it may be among the best.
  @inline(__always)
  mutating func insert(_ entry: ScoredDocument) {
    guard entry.score >= threshold, entry.key < ceiling, capacity > 0 else { return }
    entries.append(entry.key)
    count(entry.score)
    if entries.count == room { makeRoom() }
  }

  @inline(__always)
  private mutating func count(_ score: UInt32) {
    let own = Int(score >> Self.binShift)
    guard own >= bin else { return }
    histogram[own] += 1
    reaching += 1
    while reaching - Int(histogram[bin]) >= capacity {
      reaching -= Int(histogram[bin])
      bin += 1
      threshold = max(threshold, UInt32(bin) << Self.binShift)
    }
  }

  /// Lets go of entries that are not among the best k, until there is room for as many again.
  private mutating func makeRoom() {
    dropBelowThreshold()
    if entries.count > room - room / 4 { selectBest() }
  }

  private mutating func dropBelowThreshold() {
    let keys = unsafe entries.elements
    let least = UInt64(threshold) << 32
    var kept = 0
    for index in 0..<keys.count {
      // Written always and counted where it holds: nothing there to be mispredicted.
      let key = unsafe keys[index]
      unsafe keys[kept] = key
      kept += key >= least ? 1 : 0
    }
    entries.truncate(to: kept)
  }

  /// Leaves the best k, in no order.
  private mutating func selectBest() {
    guard entries.count > capacity else { return }
    let keys = unsafe entries.elements
    unsafe keys.selectGreatest(capacity)
    entries.truncate(to: capacity)
    let worst = unsafe keys[..<capacity].min() ?? 0
    threshold = max(threshold, UInt32(truncatingIfNeeded: worst >> 32))
  }

  /// Best first.
  mutating func sorted() -> [ScoredDocument] {
    dropBelowThreshold()
    let sorted = unsafe sorter.sortDescending(&entries)
    return unsafe sorted.prefix(capacity).map { ScoredDocument(key: $0) }
  }
}
