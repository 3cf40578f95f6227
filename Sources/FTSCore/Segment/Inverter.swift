/// Turns documents as lists of terms into terms as lists of occurrences.
///
/// The terms are cut into ranges of bounded numbers of occurrences. One pass over all tokens deals the
/// occurrences out to their ranges; then each range is sorted by counting, in memory small enough for a
/// processor's cache. They come out ordered by term, document, field and position, since both steps keep the
/// order of documents.
struct Inverter {
  /// Occurrences of a range at most, unless a single term has more: 1 MB of them.
  private static let rangeLimit = 1 << 17

  /// An occurrence on its way to its term.
  private struct Entry: BitwiseCopyable {
    var ordinal: UInt32
    var occurrence: Occurrence
  }

  /// By ordinal, occurrences in the segment.
  private let counts: [UInt32]
  /// All occurrences, range after range.
  private let entries: [Entry]
  /// By range, where its occurrences begin, and behind the last their number.
  private let starts: [Int]
  /// Ranges of ordinals, ascending, which together are all terms.
  let ranges: [Range<Int>]

  /// - Parameters:
  ///   - batches: with ordinals for tokens.
  ///   - places: the documents of the segment, by DocID.
  ///   - terms: number of terms.
  init(_ batches: [AnalyzedBatch], places: [DocumentOrder.Place], terms: Int) {
    let counts = Self.count(batches, places, terms)
    let ranges = Self.cut(counts)
    var starts = [0]
    var rangeOfOrdinal = [UInt32](repeating: 0, count: terms)
    for (index, range) in ranges.enumerated() {
      starts.append(range.reduce(starts[index]) { $0 + Int(counts[$1]) })
      for ordinal in range { rangeOfOrdinal[ordinal] = UInt32(index) }
    }
    self.counts = counts
    self.ranges = ranges
    self.starts = starts
    entries = Self.deal(batches, places, rangeOfOrdinal, starts)
  }

  private static func count(
    _ batches: [AnalyzedBatch], _ places: [DocumentOrder.Place], _ terms: Int
  ) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: terms)
    for place in places {
      let batch = batches[place.batch]
      let entry = batch.entries[place.entry]
      for token in batch.tokens[entry.firstToken..<entry.firstToken + entry.lengths.total] {
        counts[Int(token)] += 1
      }
    }
    return counts
  }

  private static func cut(_ counts: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var sum = 0
    for ordinal in counts.indices {
      if sum + Int(counts[ordinal]) > rangeLimit, ordinal > start {
        ranges.append(start..<ordinal)
        start = ordinal
        sum = 0
      }
      sum += Int(counts[ordinal])
    }
    if start < counts.count { ranges.append(start..<counts.count) }
    return ranges
  }

  /// All occurrences in order of their ranges, within a range in order of documents.
  private static func deal(
    _ batches: [AnalyzedBatch], _ places: [DocumentOrder.Place], _ rangeOfOrdinal: [UInt32], _ starts: [Int]
  ) -> [Entry] {
    let total = starts[starts.count - 1]
    var next = starts
    return unsafe [Entry](unsafeUninitializedCapacity: total) { target, count in
      unsafe next.withUnsafeMutableBufferPointer { next in
        for (document, place) in places.enumerated() {
          let entry = batches[place.batch].entries[place.entry]
          let batchTokens = batches[place.batch].tokens
          let tokens = batchTokens.span
          var token = entry.firstToken
          for field in Field.allCases {
            for position in 0..<entry.lengths[field] {
              let ordinal = tokens[token]
              token += 1
              let range = Int(rangeOfOrdinal[Int(ordinal)])
              // SAFETY: the counts were taken over the same tokens, so that the places of a range end where
              // those of the next begin, the last at the total; each place is filled once.
              unsafe target[next[range]] = Entry(
                ordinal: ordinal,
                occurrence: Occurrence(document: DocID(document), field: field, position: position))
              unsafe next[range] += 1
            }
          }
        }
      }
      count = total
    }
  }

  /// Passes the occurrences of each term of the range `index` of `ranges`, in order of ordinals, to `body`. A
  /// term of which only replaced documents had occurrences is left out.
  ///
  /// - Parameter occurrences: memory to work in, kept by the caller from range to range.
  func forEachTerm(
    inRange index: Int, _ occurrences: inout [Occurrence],
    _ body: (_ ordinal: Int, Span<Occurrence>) -> Void
  ) {
    let range = ranges[index]
    var ends = [Int](repeating: 0, count: range.count)
    var sum = 0
    for (offset, ordinal) in range.enumerated() {
      ends[offset] = sum
      sum += Int(counts[ordinal])
    }
    scatter(index, &ends, &occurrences)
    // Each term's next place is now the end of its last.
    var start = 0
    for (offset, ordinal) in range.enumerated() where ends[offset] > start {
      body(ordinal, occurrences.span.extracting(start..<ends[offset]))
      start = ends[offset]
    }
  }

  /// Puts the occurrences of a range where `next` says, by offset of the term, and moves it on.
  private func scatter(_ index: Int, _ next: inout [Int], _ occurrences: inout [Occurrence]) {
    let entries = entries[starts[index]..<starts[index + 1]]
    let first = UInt32(ranges[index].lowerBound)
    if occurrences.count < entries.count {
      let blank = Occurrence(document: 0, field: .body, position: 0)
      occurrences.append(contentsOf: repeatElement(blank, count: entries.count - occurrences.count))
    }
    unsafe occurrences.withUnsafeMutableBufferPointer { target in
      unsafe next.withUnsafeMutableBufferPointer { next in
        for entry in entries {
          let offset = Int(entry.ordinal - first)
          // SAFETY: the counts were taken over the same occurrences, so that the places of a term end where
          // those of the next begin, the last at the count made room for.
          unsafe target[next[offset]] = entry.occurrence
          unsafe next[offset] += 1
        }
      }
    }
  }
}
