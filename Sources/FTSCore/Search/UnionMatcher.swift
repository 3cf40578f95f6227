/// Finds the documents that have any of some terms: term after term, each list from front to back,
/// into one bit per document.
struct UnionMatcher: ~Copyable {
  private var words = ScratchBuffer<UInt64>()

  init() {}

  /// The number of documents of `filter` with any of the terms.
  ///
  /// The most frequent term's list is read only where another term occurs, if every document counts:
  /// elsewhere its documents are known from its document frequency.
  mutating func count(
    _ terms: borrowing ScratchBuffer<TermCursor>, _ filter: LaneFilter, blocks: Int,
    _ watch: inout DeadlineWatch
  ) -> Int {
    guard filter.passesAll else {
      unite(terms, but: nil, blocks: blocks, &watch)
      var count = 0
      for block in 0..<blocks where words[block] != 0 {
        count += (words[block] & filter[block]).nonzeroBitCount
      }
      return count
    }
    var most = 0
    for term in 0..<terms.count where terms[term].documentFrequency > terms[most].documentFrequency {
      most = term
    }
    unite(terms, but: most, blocks: blocks, &watch)
    let term = terms[most]
    var count = term.documentFrequency
    for block in 0..<blocks {
      let lanes = words[block]
      if lanes != 0 { count += (lanes & ~term.lanes(block)).nonzeroBitCount }
    }
    return count
  }

  /// Puts the documents of `filter` with any of the terms into a set.
  mutating func match(
    _ terms: borrowing ScratchBuffer<TermCursor>, _ filter: LaneFilter, blocks: Int,
    _ watch: inout DeadlineWatch, into set: inout MatchSet
  ) {
    unite(terms, but: nil, blocks: blocks, &watch)
    for block in 0..<blocks where words[block] != 0 { set.insert(words[block] & filter[block], block) }
  }

  /// Makes a word for each block of the documents that have any of the terms but one, and of those not reached in time.
  private mutating func unite(
    _ terms: borrowing ScratchBuffer<TermCursor>, but left: Int?, blocks: Int, _ watch: inout DeadlineWatch
  ) {
    words.resize(to: blocks, 0)
    let words = unsafe self.words.elements
    unsafe words.update(repeating: 0)
    for index in 0..<terms.count where index != left {
      if watch.look() { return }
      let term = terms[index]
      // SAFETY: there is a word for every block.
      term.forEachBlock(blocks) { block in unsafe words[block] |= term.cell(block)?.lanes ?? 0 }
    }
  }
}
