/// Finds in which documents of a block some terms stand near each other in one field, and how often.
///
/// First the documents that have all terms, then, document by document, the positions: those of the rarest
/// term, of every other those that are close enough to one of them, merged and counted (see `NearCounter`).
///
/// The matches that are counted do not overlap, and each has an occurrence of every term. So there are no more
/// of them in a field than occurrences of any of its terms: what bounds a phrase bounds these, too.
struct NearMatcher: ~Copyable {
  /// A term in a document of the block.
  private struct Posting: BitwiseCopyable {
    var frequencies = FieldFrequencies()
    /// How many positions of the block's postings come before its own.
    var preceding = 0
  }

  /// An occurrence of a term.
  private struct Occurrence: BitwiseCopyable {
    /// The position, the number of the field above it.
    var place: Int
    var term: Int
  }

  private static let fieldShift = 32

  /// By term and lane.
  private var postings = ScratchBuffer<Posting>()
  /// By lane, how often the terms looked up so far can be near each other at most.
  private var most = ScratchBuffer<FieldFrequencies>()
  /// By term: its positions, and how many were passed.
  private var readers = ScratchBuffer<ByteReader>()
  private var passed = ScratchBuffer<Int>()
  /// Of the rarest term in a document, ascending.
  private var anchors = ScratchBuffer<Int>()
  /// Of all terms in a document, ascending by place.
  private var occurrences = ScratchBuffer<Occurrence>()
  private var merged = ScratchBuffer<Occurrence>()
  /// By lane: how often the terms were found near each other.
  private var found = ScratchBuffer<FieldFrequencies>()

  init() {
    most.resize(to: Grid.blockSize, FieldFrequencies())
    found.resize(to: Grid.blockSize, FieldFrequencies())
  }

  /// The documents of a block that have the terms near each other.
  ///
  /// - Parameters:
  ///   - terms: each once, whatever the query says twice.
  ///   - positions: as `terms`.
  ///   - order: places of the terms, the rarest first.
  ///   - counter: knows the terms by their places in `terms`.
  ///   - lanes: documents to look at.
  ///   - isWorthwhile: whether a document is that has the terms near each other so often at most.
  mutating func match(
    _ terms: UnsafeBufferPointer<TermCursor>, _ positions: UnsafeBufferPointer<TermPositions>,
    order: UnsafeBufferPointer<Int>, counter: inout NearCounter, block: Int, lanes: UInt64,
    isWorthwhile: (_ lane: Int, _ most: FieldFrequencies) -> Bool
  ) -> UInt64 {
    var lanes = unsafe candidates(terms, order, block, lanes, isWorthwhile)
    if lanes == 0 { return 0 }
    readers.removeAll()
    passed.removeAll()
    for term in 0..<terms.count {
      readers.append(unsafe positions[term].reader(block))
      passed.append(0)
    }
    lanes.forEachLane { lane in
      found[lane] = unsafe frequencies(lane, order, &counter)
      if found[lane].total == 0 { lanes &= ~(1 << UInt64(lane)) }
    }
    return lanes
  }

  /// How often the terms are near each other in a document that was found, of the block matched last.
  func frequencies(_ lane: Int) -> FieldFrequencies { found[lane] }

  /// The documents that have all terms; notes their postings.
  private mutating func candidates(
    _ terms: UnsafeBufferPointer<TermCursor>, _ order: UnsafeBufferPointer<Int>, _ block: Int,
    _ lanes: UInt64, _ isWorthwhile: (_ lane: Int, _ most: FieldFrequencies) -> Bool
  ) -> UInt64 {
    var lanes = lanes
    // Sets are cheap to intersect, lists are read for the documents left.
    for place in 0..<order.count {
      guard let cell = unsafe terms[order[place]].cell(block) else { return 0 }
      lanes &= cell.possibleLanes
      if lanes == 0 { return 0 }
    }
    postings.resize(to: terms.count * Grid.blockSize, Posting())
    for place in 0..<order.count where lanes != 0 {
      let term = unsafe order[place]
      guard let cell = unsafe terms[term].cell(block) else { return 0 }
      var left: UInt64 = 0
      cell.forEachPosting(in: lanes) { lane, frequencies, preceding in
        var most = frequencies
        if place > 0 { most.limit(to: self.most[lane]) }
        guard isWorthwhile(lane, most) else { return }
        left |= 1 << UInt64(lane)
        self.most[lane] = most
        postings[term * Grid.blockSize + lane] = Posting(frequencies: frequencies, preceding: preceding)
      }
      lanes = left
    }
    return lanes
  }

  /// How often the terms are near each other in a document, which comes after those asked for before.
  private mutating func frequencies(
    _ lane: Int, _ order: UnsafeBufferPointer<Int>, _ counter: inout NearCounter
  ) -> FieldFrequencies {
    occurrences.removeAll()
    readAnchors(unsafe order[0], lane)
    for place in 1..<max(1, order.count) {
      let term = unsafe order[place]
      let first = occurrences.count
      readOccurrences(term, lane, within: counter.width)
      if occurrences.count == first { return FieldFrequencies() }
      merge(from: first)
    }
    var frequencies = FieldFrequencies()
    counter.begin()
    for index in 0..<occurrences.count {
      let occurrence = occurrences[index]
      if counter.add(occurrence.term, at: occurrence.place) != nil,
        let field = Field(rawValue: UInt8(truncatingIfNeeded: occurrence.place >> Self.fieldShift))
      {
        frequencies[field] += 1
      }
    }
    return frequencies
  }

  /// Takes all occurrences of the rarest term.
  private mutating func readAnchors(_ term: Int, _ lane: Int) {
    anchors.removeAll()
    forEachPlace(of: term, lane) { (matcher, place) in
      matcher.anchors.append(place)
      matcher.occurrences.append(Occurrence(place: place, term: term))
    }
    anchors.append(.max / 2)
  }

  /// Appends the occurrences of a term that can be in a match of so many words with one of the rarest term.
  private mutating func readOccurrences(_ term: Int, _ lane: Int, within width: Int) {
    var anchor = 0
    forEachPlace(of: term, lane) { (matcher, place) in
      while matcher.anchors[anchor] + width <= place { anchor += 1 }
      if matcher.anchors[anchor] - width < place {
        matcher.occurrences.append(Occurrence(place: place, term: term))
      }
    }
  }

  private mutating func forEachPlace(
    of term: Int, _ lane: Int, _ body: (_ matcher: inout NearMatcher, _ place: Int) -> Void
  ) {
    let posting = postings[term * Grid.blockSize + lane]
    var reader = readers[term]
    reader.skipVarints(posting.preceding &- passed[term])
    let read = PositionDecoder.readPositions(posting.frequencies, &reader) { field, position in
      // Damaged positions may be greater than any; they must not become another field's.
      let place = min(position, 1 << Self.fieldShift - 1)
      body(&self, Int(field.rawValue) << Self.fieldShift | place)
      return true
    }
    readers[term] = reader
    passed[term] = posting.preceding &+ read
  }

  /// Merges the occurrences from `first` on with those before them.
  private mutating func merge(from first: Int) {
    merged.removeAll()
    var (left, right) = (0, first)
    while left < first || right < occurrences.count {
      let takesLeft =
        right == occurrences.count || left < first && occurrences[left].place <= occurrences[right].place
      merged.append(occurrences[takesLeft ? left : right])
      if takesLeft { left += 1 } else { right += 1 }
    }
    swap(&occurrences, &merged)
  }
}
