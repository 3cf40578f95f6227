/// Turns documents as lists of terms into terms as lists of occurrences, by counting sort.
///
/// The terms are cut into ranges of bounded numbers of occurrences; for each range one pass over
/// all tokens scatters its occurrences to their places. They come out ordered by term, document,
/// field and position, since the pass goes through documents in order.
struct Inverter {
  /// Occurrences of a range at most, unless a single term has more: 16 MB of them.
  private static let rangeLimit = 2 << 20

  private let batches: [AnalyzedBatch]
  private let places: [DocumentOrder.Place]
  /// By ordinal, occurrences in the segment.
  private let counts: [UInt32]
  /// Ranges of ordinals, ascending, which together are all terms.
  let ranges: [Range<Int>]

  /// - Parameters:
  ///   - batches: with ordinals for tokens.
  ///   - places: the documents of the segment, by DocID.
  ///   - terms: number of terms.
  init(_ batches: [AnalyzedBatch], places: [DocumentOrder.Place], terms: Int) {
    self.batches = batches
    self.places = places
    var counts = [UInt32](repeating: 0, count: terms)
    for place in places {
      let batch = batches[place.batch]
      let entry = batch.entries[place.entry]
      for token in batch.tokens[entry.firstToken..<entry.firstToken + entry.lengths.total] {
        counts[Int(token)] += 1
      }
    }
    self.counts = counts
    ranges = Self.cut(counts)
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

  /// Passes the occurrences of each term of a range, in order of ordinals, to `body`. A term of
  /// which only replaced documents had occurrences is left out.
  ///
  /// - Parameter occurrences: memory to work in, kept by the caller from range to range.
  func forEachTerm(
    in range: Range<Int>, _ occurrences: inout [Occurrence],
    _ body: (_ ordinal: Int, Span<Occurrence>) -> Void
  ) {
    var starts = [Int](repeating: 0, count: range.count + 1)
    for (index, ordinal) in range.enumerated() { starts[index + 1] = starts[index] + Int(counts[ordinal]) }
    scatter(range, starts, &occurrences)
    for (index, ordinal) in range.enumerated() where starts[index + 1] > starts[index] {
      body(ordinal, occurrences.span.extracting(starts[index]..<starts[index + 1]))
    }
  }

  private func scatter(_ range: Range<Int>, _ starts: [Int], _ occurrences: inout [Occurrence]) {
    var next = starts
    let missing = starts[range.count] - occurrences.count
    if missing > 0 {
      let blank = Occurrence(document: 0, field: .body, position: 0)
      occurrences.append(contentsOf: repeatElement(blank, count: missing))
    }
    unsafe occurrences.withUnsafeMutableBufferPointer { target in
      unsafe next.withUnsafeMutableBufferPointer { next in
        for (document, place) in places.enumerated() {
          let entry = batches[place.batch].entries[place.entry]
          let batchTokens = batches[place.batch].tokens
          let tokens = batchTokens.span
          var token = entry.firstToken
          for field in Field.allCases {
            for position in 0..<entry.lengths[field] {
              let offset = Int(tokens[token]) - range.lowerBound
              token += 1
              guard offset >= 0, offset < range.count else { continue }
              // SAFETY: the counts were taken over the same tokens, so that the places of a term
              // end where those of the next begin, the last at the count made room for.
              unsafe target[next[offset]] = Occurrence(
                document: DocID(document), field: field, position: position)
              unsafe next[offset] += 1
            }
          }
        }
      }
    }
  }
}
