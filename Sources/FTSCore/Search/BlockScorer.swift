import CPrefetch

/// Adds up the scores of the documents of one block: 64 accumulators, one per lane. The inner loops
/// of evaluation; a block's length codes are one cache line.
@safe struct BlockScorer: ~Copyable {
  private var impacts = ImpactTable()
  private let accumulators: UnsafeMutablePointer<UInt32>
  private var lengths = Blob.empty
  /// Length codes of the block.
  private var codes: UnsafePointer<UInt8>
  /// Impacts added so far.
  private var postings = 0

  init() {
    unsafe accumulators = .allocate(capacity: Grid.blockSize)
    unsafe accumulators.initialize(repeating: 0, count: Grid.blockSize)
    unsafe codes = Blob.empty.pointer.assumingMemoryBound(to: UInt8.self)
  }

  deinit {
    // SAFETY: allocated in init; numbers need no destruction.
    unsafe accumulators.deallocate()
  }

  /// Makes ready for the blocks of `segment`.
  mutating func begin(_ segment: SegmentReader, _ weight: QueryWeight) {
    impacts.set(weight.bm25, weight.fieldWeights)
    lengths = segment.lengths
  }

  /// How many impacts were added since the last call.
  mutating func takePostings() -> Int {
    defer { postings = 0 }
    return postings
  }

  /// Turns to a block of the segment, all its accumulators as they are.
  @inline(__always)
  mutating func open(_ block: Int) {
    // SAFETY: the column of lengths has 64 entries for every block of the segment.
    unsafe codes = lengths.pointer.assumingMemoryBound(to: UInt8.self) + block * Grid.blockSize
  }

  /// Sets all accumulators to 0.
  @inline(__always)
  func clear() {
    // SAFETY: there are 64.
    unsafe accumulators.update(repeating: 0, count: Grid.blockSize)
  }

  /// Sets the accumulators of `lanes` to 0.
  @inline(__always)
  func clear(_ lanes: UInt64) {
    // SAFETY: lanes are below 64, as everywhere below.
    lanes.forEachLane { unsafe accumulators[$0] = 0 }
  }

  /// Where the score of a lane is added up. (Swift 6.3 makes no code under the thread sanitizer of `&+=` on what a structure that
  /// cannot be copied points to.)
  @inline(__always)
  private func accumulator(_ lane: Int) -> UnsafeMutablePointer<UInt32> { unsafe accumulators + lane }

  /// Asks for the length codes of a block.
  @inline(__always)
  func prefetch(_ block: Int) {
    // SAFETY: prefetching reads nothing.
    unsafe ftsd_prefetch(lengths.pointer + block * Grid.blockSize)
  }

  /// The score of a lane so far.
  @inline(__always)
  func score(_ lane: Int) -> UInt32 {
    unsafe accumulators[lane & 63]
  }

  /// Makes the impacts of a cell's postings, times `weight`, their lanes' scores; returns the lanes
  /// whose score reaches `least`.
  @inline(__always)
  mutating func assign(_ cell: Cell, weight: UInt32, reaching least: UInt32) -> UInt64 {
    var lanes: UInt64 = 0
    var count = 0
    cell.forEachPosting(
      plain: { lane, frequency in
        let score = unsafe ScoreScale.contribution(
          impacts.impact(body: frequency, lengthCode: codes[lane]), weight: weight)
        lanes |= (score >= least ? 1 : 0) << UInt64(lane)
        count += 1
        unsafe accumulators[lane] = score
      },
      record: { lane, frequencies in
        let score = unsafe ScoreScale.contribution(
          impacts.impact(frequencies, lengthCode: codes[lane]), weight: weight)
        lanes |= (score >= least ? 1 : 0) << UInt64(lane)
        count += 1
        unsafe accumulators[lane] = score
      })
    postings += count
    return lanes
  }

  /// Adds the impacts of a cell's postings, times `weight`; returns their lanes.
  @inline(__always)
  mutating func add(_ cell: Cell, weight: UInt32) -> UInt64 {
    var lanes: UInt64 = 0
    var count = 0
    cell.forEachPosting(
      plain: { lane, frequency in
        lanes |= 1 << UInt64(lane)
        count += 1
        unsafe accumulator(lane).pointee &+= ScoreScale.contribution(
          impacts.impact(body: frequency, lengthCode: codes[lane]), weight: weight)
      },
      record: { lane, frequencies in
        lanes |= 1 << UInt64(lane)
        count += 1
        unsafe accumulator(lane).pointee &+= ScoreScale.contribution(
          impacts.impact(frequencies, lengthCode: codes[lane]), weight: weight)
      })
    postings += count
    return lanes
  }

  /// As `add`, for the postings in `lanes` only.
  @inline(__always)
  mutating func add(_ cell: Cell, in lanes: UInt64, weight: UInt32) {
    var count = 0
    cell.forEachPosting(
      in: lanes,
      plain: { lane, frequency in
        count += 1
        unsafe accumulator(lane).pointee &+= ScoreScale.contribution(
          impacts.impact(body: frequency, lengthCode: codes[lane]), weight: weight)
      },
      record: { lane, frequencies in
        count += 1
        unsafe accumulator(lane).pointee &+= ScoreScale.contribution(
          impacts.impact(frequencies, lengthCode: codes[lane]), weight: weight)
      })
    postings += count
  }

  /// As `add`, for the occurrences in one field only.
  mutating func add(_ cell: Cell, in lanes: UInt64, weight: UInt32, field: Field) {
    cell.forEachPosting { lane, frequencies in
      guard lanes >> UInt64(lane) & 1 != 0 else { return }
      postings += 1
      add(ScoreScale.contribution(impact(frequencies.only(field), lane: lane), weight: weight), lane: lane)
    }
  }

  /// Adds to one lane.
  @inline(__always)
  func add(_ score: UInt32, lane: Int) { unsafe accumulator(lane & 63).pointee &+= score }

  /// Gives a lane another score.
  @inline(__always)
  func set(_ score: UInt32, lane: Int) { unsafe accumulators[lane & 63] = score }

  /// Impact of any frequencies in a lane.
  func impact(_ frequencies: FieldFrequencies, lane: Int) -> UInt32 {
    unsafe impacts.impact(frequencies, lengthCode: codes[lane & 63])
  }

  /// The floor of frequencies for an impact.
  func floor(impact: Float) -> FrequencyFloor { FrequencyFloor(impact: impact, impacts.fieldWeights) }

  /// How often a phrase that occurs at most so often must occur in a lane to reach `floor`, over all
  /// fields; `nil` where it cannot.
  @inline(__always)
  func frequency(reaching floor: FrequencyFloor, lane: Int, most: FieldFrequencies) -> Int? {
    floor.frequency(most, norm: unsafe impacts.bm25.norms[Int(codes[lane & 63])])
  }

  /// Upper bound of the impact of a single occurrence in the body of any document of a block.
  func impactOfOne(in block: Int) -> UInt32 {
    let codes = unsafe lengths.pointer + block * Grid.blockSize
    var least = SIMD16<UInt8>(repeating: .max)
    for offset in stride(from: 0, to: Grid.blockSize, by: 16) {
      // SAFETY: the column of lengths has 64 entries for every block of the segment.
      let own = unsafe codes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      least.replace(with: own, where: own .< least)
    }
    return impacts.impact(body: 1, lengthCode: least.min())
  }

  /// Impact of frequencies in a document of the segment.
  func impact(_ frequencies: FieldFrequencies, of document: DocID) -> UInt32 {
    impacts.impact(frequencies, lengthCode: lengths[Int(document)])
  }

  /// Those of `lanes` whose score reaches `least`.
  @inline(__always)
  func lanes(_ lanes: UInt64, reaching least: UInt32) -> UInt64 {
    var result: UInt64 = 0
    lanes.forEachLane { lane in
      result |= (unsafe accumulators[lane] >= least ? 1 : 0) << UInt64(lane)
    }
    return result
  }
}
