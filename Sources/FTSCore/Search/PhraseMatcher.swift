/// Finds in which documents of a block some terms stand one after the other in one field.
///
/// Term by term, the rarest first: where the phrase would begin by each of its occurrences is
/// compared with what the terms before agree on, and a document in which nothing is left is passed
/// over from then on. A phrase occurs no more often than any of its terms, which bounds its impact:
/// most documents need not be looked at to the end.
struct PhraseMatcher: ~Copyable {
  /// Of a document of the block.
  private struct Candidate: BitwiseCopyable {
    /// The most that the phrase can occur, by what is known of its terms.
    var most = FieldFrequencies()
    /// Where the phrases would begin that all terms so far agree on: a part of `starts`.
    var first = 0
    var count = 0
  }

  private static let fieldShift = 32

  /// By lane.
  private var candidates = ScratchBuffer<Candidate>()
  /// Positions, the number of the field above them; ascending within a candidate.
  private var starts = ScratchBuffer<Int>()

  init() { candidates.resize(to: Grid.blockSize, Candidate()) }

  /// The documents out of `lanes`, which have all terms, that have the phrase.
  ///
  /// - Parameters:
  ///   - terms: the phrase's, in order.
  ///   - positions: as `terms`.
  ///   - order: places of the terms, the rarest first.
  ///   - isWorthwhile: whether a document that has the phrase so often at most is to be looked at.
  @inline(__always)
  mutating func match(
    _ terms: UnsafeBufferPointer<TermCursor>, _ positions: UnsafeBufferPointer<TermPositions>,
    order: UnsafeBufferPointer<Int>, block: Int, lanes: UInt64,
    isWorthwhile: (_ lane: Int, _ most: FieldFrequencies) -> Bool
  ) -> UInt64 {
    var lanes = lanes
    starts.removeAll()
    // The positions of two terms at least are read: have both brought to the cache at once.
    let second = unsafe positions[order[1]].reader(block)
    second.prefetch()
    for place in 0..<terms.count where lanes != 0 {
      let term = unsafe order[place]
      guard let cell = unsafe terms[term].cell(block) else { return 0 }
      var reader = place == 1 ? second : unsafe positions[term].reader(block)
      var passed = 0
      cell.forEachPosting(in: lanes) { lane, frequencies, preceding in
        if place == 0 {
          candidates[lane].most = frequencies
        } else {
          candidates[lane].most.limit(to: frequencies)
        }
        guard isWorthwhile(lane, candidates[lane].most) else { return lanes &= ~(1 << UInt64(lane)) }
        reader.skipVarints(preceding - passed)
        if place == 0 {
          begin(lane, frequencies, term, &reader)
        } else {
          intersect(lane, frequencies, term, &reader)
        }
        passed = preceding + frequencies.total
        if candidates[lane].count == 0 { lanes &= ~(1 << UInt64(lane)) }
      }
    }
    return lanes
  }

  /// How often the phrase occurs in a document that was found to have it.
  func frequencies(_ lane: Int) -> FieldFrequencies {
    var result = FieldFrequencies()
    let candidate = candidates[lane]
    for index in candidate.first..<candidate.first + candidate.count {
      if let field = Field(rawValue: UInt8(truncatingIfNeeded: starts[index] >> Self.fieldShift)) {
        result[field] += 1
      }
    }
    return result
  }

  /// Takes the occurrences of the first term looked at.
  private mutating func begin(
    _ lane: Int, _ frequencies: FieldFrequencies, _ term: Int, _ positions: inout ByteReader
  ) {
    let first = starts.count
    Self.forEachStart(frequencies, term, &positions) { starts.append($0) }
    candidates[lane].first = first
    candidates[lane].count = starts.count - first
  }

  /// Keeps the starts that a further term agrees on.
  private mutating func intersect(
    _ lane: Int, _ frequencies: FieldFrequencies, _ term: Int, _ positions: inout ByteReader
  ) {
    let end = candidates[lane].first + candidates[lane].count
    var next = candidates[lane].first
    var kept = next
    Self.forEachStart(frequencies, term, &positions) { start in
      while next < end, starts[next] < start { next += 1 }
      if next < end, starts[next] == start {
        starts[kept] = start
        kept += 1
        next += 1
      }
    }
    candidates[lane].count = kept - candidates[lane].first
  }

  /// Calls `body` with where the phrase would begin for each occurrence of a term, and moves past
  /// the positions.
  @inline(__always)
  private static func forEachStart(
    _ frequencies: FieldFrequencies, _ term: Int, _ positions: inout ByteReader, _ body: (Int) -> Void
  ) {
    PositionDecoder.forEachPosition(frequencies, &positions) { field, position in
      if position >= term { body(Int(field.rawValue) << Self.fieldShift + position - term) }
    }
  }
}
