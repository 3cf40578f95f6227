/// Items and the terms each of them has: what posting lists say, the other way round.
///
/// It takes four bytes per pair of item and term, and eight per item.
struct ForwardIndex {
  /// By item, where its terms begin in `terms`; after the last, how many there are.
  private let starts: [Int]
  /// Item after item, the numbers of its terms, ascending.
  let terms: [UInt32]
  /// Terms are numbered from 0 to below this.
  let termCount: Int

  /// Number of items.
  var count: Int { starts.count - 1 }

  /// - Parameter starts: by item, where its terms begin in `terms`; after the last, `terms.count`.
  init(starts: [Int], terms: [UInt32], termCount: Int) {
    self.starts = starts
    self.terms = terms
    self.termCount = termCount
  }

  /// Where the terms of an item are in `terms`.
  func range(of item: UInt32) -> Range<Int> { starts[Int(item)]..<starts[Int(item) + 1] }
}
