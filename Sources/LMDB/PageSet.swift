/// A set of numbers of pages, below a bound.
struct PageSet {
  private var words: [UInt64]
  let bound: Int
  private(set) var count = 0

  init(bound: Int) {
    self.bound = bound
    words = [UInt64](repeating: 0, count: (bound + 63) / 64)
  }

  func contains(_ page: Int) -> Bool { words[page / 64] >> UInt64(page % 64) & 1 != 0 }

  /// Adds a page below the bound; false where it is in the set already.
  mutating func insert(_ page: Int) -> Bool {
    let bit = UInt64(1) << UInt64(page % 64)
    if words[page / 64] & bit != 0 { return false }
    words[page / 64] |= bit
    count += 1
    return true
  }
}
