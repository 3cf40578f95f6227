/// Counts the documents that have any of some terms: term after term, each list from front to back,
/// into one bit per document.
struct UnionCounter: ~Copyable {
  private var words = ScratchBuffer<UInt64>()

  init() {}

  /// The number of documents of `filter` with any of the terms.
  ///
  /// The most frequent term's list is read only where another term occurs, if every document counts:
  /// elsewhere its documents are known from its document frequency.
  mutating func countUnion(
    _ terms: borrowing ScratchBuffer<TermCursor>, _ filter: LaneFilter, blocks: Int
  ) -> Int {
    var most = 0
    for term in 0..<terms.count where terms[term].documentFrequency > terms[most].documentFrequency {
      most = term
    }
    if !filter.passesAll { most = -1 }
    words.resize(to: blocks, 0)
    let words = unsafe self.words.elements
    unsafe words.update(repeating: 0)
    for index in 0..<terms.count where index != most {
      let term = terms[index]
      // SAFETY: there is a word for every block.
      term.forEachBlock(blocks) { block in unsafe words[block] |= term.cell(block)?.lanes ?? 0 }
    }
    var count = 0
    if most >= 0 {
      let term = terms[most]
      count = term.documentFrequency
      for block in 0..<blocks {
        let lanes = unsafe words[block]
        if lanes != 0 { count += (lanes & ~term.lanes(block)).nonzeroBitCount }
      }
    } else {
      for block in 0..<blocks { count += unsafe (words[block] & filter[block]).nonzeroBitCount }
    }
    return count
  }
}
