/// Finds in which documents of a block some terms stand one after the other in one field.
///
/// In two steps, between which other blocks can be dealt with while memory brings the positions. First
/// the candidates: a phrase occurs no more often than any of its terms, and by the frequencies of its two
/// rarest terms many documents are seen not to be worth looking at. Then the positions, document by
/// document: where the phrase would begin by each occurrence of the rarest term is compared with the
/// next rarest, and so on; a document is passed over as soon as too little is left of it.
struct PhraseMatcher: ~Copyable {
  /// Blocks that can be between the two steps at a time.
  static let slots = 4

  /// A term in a document of the block.
  private struct Posting: BitwiseCopyable {
    var frequencies = FieldFrequencies()
    /// How many positions of the block's postings come before its own.
    var preceding = 0
  }

  /// A document of the block.
  private struct Candidate: BitwiseCopyable {
    var rarest = Posting()
    var second = Posting()
    /// How often the phrase must occur for the document to be worthwhile: once at least.
    var needed = 0
    /// Where the phrases would begin that all terms so far agree on: a part of `starts`.
    var first = 0
    var count = 0
  }

  /// A block between the two steps.
  private struct Block {
    var number = 0
    var lanes: UInt64 = 0
    /// Positions of the rarest term and the next.
    var rarest = ByteReader(.empty)
    var second = ByteReader(.empty)
  }

  private static let fieldShift = 32

  private var blocks = [Block](repeating: Block(), count: slots)
  /// By slot and lane.
  private var candidates = ScratchBuffer<Candidate>()
  /// Positions, the number of the field above them; ascending within a candidate, with a greater number
  /// after them. Of one block.
  private var starts = ScratchBuffer<Int>()

  init() { candidates.resize(to: Self.slots * Grid.blockSize, Candidate()) }

  /// The block in a slot.
  func block(_ slot: Int) -> Int { blocks[slot].number }

  /// The first step: the documents that are worth looking at, and their positions asked for.
  ///
  /// - Parameters:
  ///   - terms: the phrase's, in order.
  ///   - positions: as `terms`.
  ///   - order: places of the terms, the rarest first.
  ///   - lanes: documents to look at.
  ///   - needed: how often a document that has the phrase so often at most must have it to be
  ///     worthwhile, over all fields; `nil` where it cannot be.
  /// - Returns: false, and nothing in the slot, where there is no such document.
  @inline(__always)
  mutating func open(
    _ slot: Int, _ terms: UnsafeBufferPointer<TermCursor>, _ positions: UnsafeBufferPointer<TermPositions>,
    order: UnsafeBufferPointer<Int>, block: Int, lanes: UInt64,
    needed: (_ lane: Int, _ most: FieldFrequencies) -> Int?
  ) -> Bool {
    var lanes = lanes
    // Sets are cheap to intersect, lists are read for the documents left.
    for place in 0..<terms.count {
      guard let cell = unsafe terms[order[place]].cell(block) else { return false }
      lanes &= cell.possibleLanes
      if lanes == 0 { return false }
    }
    let (rarest, second) = unsafe (order[0], order[1])
    guard let rarestCell = unsafe terms[rarest].cell(block), let secondCell = unsafe terms[second].cell(block)
    else { return false }
    // SAFETY: lanes are below 64.
    let candidates = unsafe self.candidates.elements.baseAddress! + slot * Grid.blockSize
    var found: UInt64 = 0
    rarestCell.forEachPosting(in: lanes) { lane, frequencies, preceding in
      if needed(lane, frequencies) == nil { return }
      found |= 1 << UInt64(lane)
      unsafe candidates[lane].rarest = Posting(frequencies: frequencies, preceding: preceding)
    }
    if found == 0 { return false }
    lanes = found
    found = 0
    secondCell.forEachPosting(in: lanes) { lane, frequencies, preceding in
      var most = unsafe candidates[lane].rarest.frequencies
      most.limit(to: frequencies)
      guard let needed = needed(lane, most) else { return }
      found |= 1 << UInt64(lane)
      unsafe candidates[lane].second = Posting(frequencies: frequencies, preceding: preceding)
      unsafe candidates[lane].needed = needed
    }
    lanes = found
    for place in 2..<max(2, terms.count) where lanes != 0 { lanes &= unsafe terms[order[place]].lanes(block) }
    if lanes == 0 { return false }
    blocks[slot] = unsafe Block(
      number: block, lanes: lanes, rarest: positions[rarest].reader(block),
      second: positions[second].reader(block))
    let first = unsafe candidates + lanes.trailingZeroBitCount
    unsafe blocks[slot].rarest.prefetch(past: first.pointee.rarest.preceding)
    unsafe blocks[slot].second.prefetch(past: first.pointee.second.preceding)
    return true
  }

  /// The second step: the documents that have the phrase.
  ///
  /// - Parameters: as of the first step.
  @inline(__always)
  mutating func match(
    _ slot: Int, _ terms: UnsafeBufferPointer<TermCursor>, _ positions: UnsafeBufferPointer<TermPositions>,
    order: UnsafeBufferPointer<Int>, needed: (_ lane: Int, _ most: FieldFrequencies) -> Int?
  ) -> UInt64 {
    var lanes = matchRarest(slot, unsafe (order[0], order[1]))
    for place in 2..<max(2, terms.count) where lanes != 0 {
      let term = unsafe order[place]
      let block = blocks[slot].number
      guard let cell = unsafe terms[term].cell(block) else { return 0 }
      var reader = unsafe positions[term].reader(block)
      var passed = 0
      cell.forEachPosting(in: lanes) { lane, frequencies, preceding in
        var most = self.frequencies(slot, lane)
        most.limit(to: frequencies)
        let candidate = unsafe candidates.elements.baseAddress! + (slot * Grid.blockSize + lane)
        if let needed = needed(lane, most) {
          unsafe candidate.pointee.needed = needed
          reader.skipVarints(preceding &- passed)
          passed = unsafe preceding &+ intersect(&candidate.pointee, frequencies, term, &reader)
        } else {
          unsafe candidate.pointee.count = 0
        }
        if unsafe candidate.pointee.count == 0 { lanes &= ~(1 << UInt64(lane)) }
      }
    }
    return lanes
  }

  /// How often the phrase occurs in a document that was found to have it, of the slot matched last.
  func frequencies(_ slot: Int, _ lane: Int) -> FieldFrequencies {
    var result = FieldFrequencies()
    let candidate = candidates[slot * Grid.blockSize + lane]
    for index in candidate.first..<candidate.first + candidate.count {
      if let field = Field(rawValue: UInt8(truncatingIfNeeded: starts[index] >> Self.fieldShift)) {
        result[field] += 1
      }
    }
    return result
  }

  /// The documents in which the two rarest terms agree on a start.
  private mutating func matchRarest(_ slot: Int, _ terms: (rarest: Int, second: Int)) -> UInt64 {
    starts.removeAll()
    // SAFETY: lanes are below 64.
    let candidates = unsafe self.candidates.elements.baseAddress! + slot * Grid.blockSize
    var (rarest, second) = (blocks[slot].rarest, blocks[slot].second)
    var (passedOfRarest, passedOfSecond) = (0, 0)
    var lanes = blocks[slot].lanes
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      let candidate = unsafe candidates + lane
      unsafe rarest.skipVarints(candidate.pointee.rarest.preceding &- passedOfRarest)
      unsafe second.skipVarints(candidate.pointee.second.preceding &- passedOfSecond)
      passedOfRarest = unsafe candidate.pointee.rarest.preceding
      passedOfSecond = unsafe candidate.pointee.second.preceding
      if unsafe Self.isComparable(candidate.pointee) {
        // From copies, so that those that may agree can be looked at again.
        var (ownOfRarest, ownOfSecond) = (rarest, second)
        guard unsafe Self.mayAgree(candidate.pointee, terms, &ownOfRarest, &ownOfSecond) else {
          (rarest, second) = (ownOfRarest, ownOfSecond)
          passedOfRarest &+= unsafe candidate.pointee.rarest.frequencies.body
          passedOfSecond &+= unsafe candidate.pointee.second.frequencies.body
          lanes &= ~(1 << UInt64(lane))
          continue
        }
      }
      passedOfRarest &+= unsafe begin(&candidate.pointee, terms.rarest, &rarest)
      passedOfSecond &+= unsafe intersect(
        &candidate.pointee, candidate.pointee.second.frequencies, terms.second, &second)
      if unsafe candidate.pointee.count == 0 { lanes &= ~(1 << UInt64(lane)) }
    }
    return lanes
  }

  /// Whether the occurrences of the two rarest terms are few, and all in the body.
  @inline(__always)
  private static func isComparable(_ candidate: Candidate) -> Bool {
    let (rarest, second) = (candidate.rarest.frequencies, candidate.second.frequencies)
    return rarest.title | rarest.author | second.title | second.author == 0 && rarest.body <= 8
      && second.body <= 64
  }

  /// Whether the two rarest terms may agree on as many starts as are needed.
  ///
  /// Starts are compared each with each, in 16 bits, without a branch: nearly all documents fail here,
  /// and what the branches of a merge would do is as good as random.
  @inline(__always)
  private static func mayAgree(
    _ candidate: Candidate, _ terms: (rarest: Int, second: Int), _ rarest: inout ByteReader,
    _ second: inout ByteReader
  ) -> Bool {
    var starts = SIMD8<UInt16>(repeating: .max)
    var start = 0 &- terms.rarest
    for _ in 0..<candidate.rarest.frequencies.body {
      start &+= rarest.varint()
      starts = SIMD8(
        UInt16(truncatingIfNeeded: start), starts[0], starts[1], starts[2], starts[3], starts[4], starts[5],
        starts[6])
    }
    var agreed = SIMD8<UInt16>.zero
    start = 0 &- terms.second
    for _ in 0..<candidate.second.frequencies.body {
      start &+= second.varint()
      agreed.replace(with: 1, where: starts .== SIMD8(repeating: UInt16(truncatingIfNeeded: start)))
    }
    return agreed.wrappedSum() >= candidate.needed
  }

  /// Takes the occurrences of the rarest term; returns how many of its positions were read.
  @inline(__always)
  private mutating func begin(
    _ candidate: inout Candidate, _ term: Int, _ positions: inout ByteReader
  ) -> Int {
    let first = starts.count
    let frequencies = candidate.rarest.frequencies
    // A position takes a byte at least; damaged frequencies may promise more.
    let room = min(frequencies.total, positions.rest)
    starts.resize(to: first + room + 1, 0)
    let starts = unsafe self.starts.elements.baseAddress! + first
    var count = 0
    let read = PositionDecoder.readPositions(frequencies, &positions) { field, position in
      // SAFETY: no more are read than there is room for.
      unsafe starts[count] = Self.start(field, position, term)
      count += 1
      return true
    }
    unsafe starts[count] = .max
    candidate.first = first
    candidate.count = count
    return read
  }

  /// Keeps the starts that a further term agrees on, none where they cannot be as many as are needed;
  /// returns how many of its positions were read.
  @inline(__always)
  private mutating func intersect(
    _ candidate: inout Candidate, _ frequencies: FieldFrequencies, _ term: Int,
    _ positions: inout ByteReader
  ) -> Int {
    // How many starts more may be missed.
    var slack = candidate.count - candidate.needed
    if slack < 0 {
      candidate.count = 0
      return 0
    }
    // SAFETY: `next` is at most at the number after the starts, which is above all.
    let starts = unsafe self.starts.elements.baseAddress! + candidate.first
    var next = 0
    var kept = 0
    let read = PositionDecoder.readPositions(frequencies, &positions) { field, position in
      let start = Self.start(field, position, term)
      while unsafe starts[next] < start {
        next += 1
        slack -= 1
        if slack < 0 { return false }
      }
      if unsafe starts[next] == start {
        unsafe starts[kept] = start
        kept += 1
        next += 1
      }
      return true
    }
    if slack < 0 { kept = 0 }
    unsafe starts[kept] = .max
    candidate.count = kept
    return read
  }

  /// Where the phrase would begin by a term's position. Below 0 of the field that is nowhere, which the
  /// phrase's first term does not agree with.
  @inline(__always)
  private static func start(_ field: Field, _ position: Int, _ term: Int) -> Int {
    Int(field.rawValue) << fieldShift + position - term
  }
}
