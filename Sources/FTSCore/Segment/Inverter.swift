/// Turns documents as lists of terms into terms as lists of occurrences.
///
/// The terms are cut into ranges of bounded numbers of occurrences, which the vocabularies have counted. One pass
/// over all tokens deals the occurrences out to their ranges; then each range is sorted by counting, in memory small
/// enough for a processor's cache. They come out ordered by term, document, field and position, since both steps
/// keep the order of documents.
struct Inverter {
  /// Occurrences of a range at most, unless a single term has more: 1 MB of them.
  private static let rangeLimit = 1 << 17

  /// A range of terms, and a term by its place in it.
  private struct Target: BitwiseCopyable {
    var range: UInt32
    var offset: UInt32
  }

  /// An occurrence on its way to its term: of a term in a range, and of a document in a superblock.
  private struct Entry: BitwiseCopyable {
    /// Offset of the term, of the document, and the place in that, from the uppermost bit down.
    private let bits: UInt64

    /// Terms that a range may have.
    static let termLimit = 1 << (64 - documentBits - 32)
    private static let documentBits = Grid.superblockSize.trailingZeroBitCount

    @inline(__always)
    init(term: UInt32, document: UInt32, place: UInt32) {
      bits = (UInt64(term) << UInt64(Self.documentBits) | UInt64(document)) << 32 | UInt64(place)
    }

    var term: Int { Int(bits >> UInt64(32 + Self.documentBits)) }
    var document: DocID { UInt32(truncatingIfNeeded: bits >> 32) & UInt32(Grid.superblockSize - 1) }
    var place: UInt32 { UInt32(truncatingIfNeeded: bits) }
  }

  /// By ordinal, occurrences in the segment, those in replaced documents counted in.
  private let counts: [UInt32]
  /// Ranges of ordinals, ascending, which together are all terms.
  let ranges: [Range<Int>]
  /// The occurrences of each range, with room behind them for those in replaced documents.
  private let entries: [Entry]
  /// By superblock and, within it, by range: where its occurrences begin in `entries`; behind the last superblock,
  /// where they end.
  private var starts: [[Int]]

  /// - Parameters:
  ///   - batches: with the tokens of the workers of `terms`, all since their vocabularies were empty.
  ///   - places: the documents of the segment, by DocID.
  init(_ batches: [AnalyzedBatch], places: [DocumentOrder.Place], _ terms: TermOrder) {
    let counts = terms.occurrences()
    let ranges = Self.cut(counts)
    let targets = Self.targets(ranges, terms)
    let starts = ranges.reduce(into: [0]) { starts, range in
      starts.append(range.reduce(starts[starts.count - 1]) { $0 + Int(counts[$1]) })
    }
    self.counts = counts
    self.ranges = ranges
    self.starts = [starts]
    entries = Self.deal(batches, places, targets, &self.starts)
  }

  private static func cut(_ counts: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var sum = 0
    for ordinal in counts.indices {
      if sum + Int(counts[ordinal]) > rangeLimit || ordinal - start == Entry.termLimit, ordinal > start {
        ranges.append(start..<ordinal)
        start = ordinal
        sum = 0
      }
      sum += Int(counts[ordinal])
    }
    if start < counts.count { ranges.append(start..<counts.count) }
    return ranges
  }

  /// By worker and by number of a term there.
  private static func targets(_ ranges: [Range<Int>], _ terms: TermOrder) -> [[Target]] {
    var targets: [Target] = []
    targets.reserveCapacity(terms.count)
    for (index, range) in ranges.enumerated() {
      for offset in 0..<range.count { targets.append(Target(range: UInt32(index), offset: UInt32(offset))) }
    }
    return terms.ordinals.map { ordinals in ordinals.map { targets[Int($0)] } }
  }

  /// All occurrences in order of their ranges, within a range in order of documents.
  ///
  /// - Parameter starts: see the property; of the first superblock at first, with the total behind it.
  private static func deal(
    _ batches: [AnalyzedBatch], _ places: [DocumentOrder.Place], _ targets: [[Target]],
    _ starts: inout [[Int]]
  ) -> [Entry] {
    var next = starts[0]
    let total = next[next.count - 1]
    // As in `MemoryAdvice`.
    if total == 0 { return [] }
    return unsafe [Entry](unsafeUninitializedCapacity: total) { entries, count in
      unsafe MemoryAdvice.willFill(UnsafeMutableRawBufferPointer(entries))
      for superblock in 0..<Grid.superblocks(Grid.blocks(places.count)) {
        let first = superblock * Grid.superblockSize
        for (document, place) in places[first..<min(places.count, first + Grid.superblockSize)].enumerated() {
          let batch = batches[place.batch]
          unsafe next.withUnsafeMutableBufferPointer { next in
            // SAFETY: the counts were taken over the same tokens and more, so that the places of a range end where
            // those of the next begin, the last at the total; each place is filled once.
            unsafe deal(batch, place.entry, UInt32(document), targets[batch.worker], next, entries)
          }
        }
        starts.append(next)
      }
      // What replaced documents leave free is never read.
      count = total
    }
  }

  /// Deals the occurrences of one document, which is that of its superblock.
  @unsafe @inline(__always)
  private static func deal(
    _ batch: AnalyzedBatch, _ entry: Int, _ document: UInt32, _ targets: [Target],
    _ next: UnsafeMutableBufferPointer<Int>, _ entries: UnsafeMutableBufferPointer<Entry>
  ) {
    let lengths = batch.entries[entry].lengths
    let tokens = batch.tokens.span
    var token = batch.entries[entry].firstToken
    for field in Field.allCases {
      for position in 0..<lengths[field] {
        let target = targets[Int(tokens[token])]
        token += 1
        let place = Occurrence(document: 0, field: field, position: position).place
        // SAFETY: the caller has counted the occurrences of every range.
        let index = unsafe next[Int(target.range)]
        unsafe next[Int(target.range)] = index + 1
        unsafe entries[index] = Entry(term: target.offset, document: document, place: place)
      }
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
    var room = 0
    for (offset, ordinal) in range.enumerated() {
      ends[offset] = room
      room += Int(counts[ordinal])
    }
    scatter(index, &ends, &occurrences, room: room)
    // Each term's next place is now the end of its last.
    var start = 0
    for (offset, ordinal) in range.enumerated() {
      if ends[offset] > start { body(ordinal, occurrences.span.extracting(start..<ends[offset])) }
      start += Int(counts[ordinal])
    }
  }

  /// Puts the occurrences of a range where `next` says, by offset of the term, and moves it on.
  private func scatter(_ index: Int, _ next: inout [Int], _ occurrences: inout [Occurrence], room: Int) {
    if occurrences.count < room {
      let blank = Occurrence(document: 0, field: .body, position: 0)
      occurrences.append(contentsOf: repeatElement(blank, count: room - occurrences.count))
    }
    unsafe occurrences.withUnsafeMutableBufferPointer { target in
      unsafe next.withUnsafeMutableBufferPointer { next in
        for superblock in 0..<starts.count - 1 {
          let first = DocID(superblock * Grid.superblockSize)
          for entry in entries[starts[superblock][index]..<starts[superblock + 1][index]] {
            // SAFETY: the counts were taken over the same occurrences and more, so that the places of a term end
            // where those of the next begin, the last at the count made room for.
            let place = unsafe next[entry.term]
            unsafe next[entry.term] = place + 1
            unsafe target[place] = Occurrence(document: first + entry.document, place: entry.place)
          }
        }
      }
    }
  }
}
