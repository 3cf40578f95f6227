/// Finds in which documents of a block some terms stand one after the other in one field.
struct PhraseMatcher {
  /// An occurrence of a term: where a phrase that contains it there would begin.
  private struct Start: Comparable {
    var lane: UInt8
    var field: UInt8
    var position: Int32

    static func < (a: Start, b: Start) -> Bool {
      (a.lane, a.field, a.position) < (b.lane, b.field, b.position)
    }
  }

  /// Starts that all terms loaded so far agree on, ascending.
  private var starts: [Start] = []

  /// Takes the positions of the phrase's next term from a dense list. Terms come in order.
  mutating func load(_ term: Int, _ list: DenseList, block: Int, lanes: UInt64) {
    guard let cell = list.cell(block) else { return starts.removeAll() }
    var own: [Start] = []
    var positions = ByteReader(list.positions, at: list.positionStart(block))
    cell.forEachPosting { lane, frequencies in
      if lanes >> UInt64(lane) & 1 != 0 {
        Self.decode(lane, frequencies, &positions, term, into: &own)
      } else {
        PositionDecoder.skip(frequencies.total, &positions)
      }
    }
    intersect(own, first: term == 0)
  }

  /// Takes the positions of the phrase's next term from a sparse list.
  mutating func load(
    _ term: Int, _ list: SparseList, _ postings: ArraySlice<SparsePostings.Posting>, lanes: UInt64
  ) {
    var own: [Start] = []
    for posting in postings {
      let lane = Int(posting.document) % Grid.blockSize
      guard lanes >> UInt64(lane) & 1 != 0 else { continue }
      var positions = ByteReader(list.positions, at: posting.positionOffset)
      Self.decode(lane, posting.frequencies, &positions, term, into: &own)
    }
    intersect(own, first: term == 0)
  }

  /// Calls `body` with each document that has the phrase and how often each field has it.
  func forEachMatch(_ body: (_ lane: Int, _ frequencies: FieldFrequencies) -> Void) {
    var index = 0
    while index < starts.count {
      let lane = starts[index].lane
      var frequencies = FieldFrequencies()
      while index < starts.count, starts[index].lane == lane {
        if let field = Field(rawValue: starts[index].field) { frequencies[field] += 1 }
        index += 1
      }
      body(Int(lane), frequencies)
    }
  }

  private static func decode(
    _ lane: Int, _ frequencies: FieldFrequencies, _ positions: inout ByteReader, _ term: Int,
    into starts: inout [Start]
  ) {
    PositionDecoder.forEachPosition(frequencies, &positions) { field, position in
      guard position >= term else { return }
      starts.append(
        Start(lane: UInt8(lane), field: field.rawValue, position: Int32(truncatingIfNeeded: position - term)))
    }
  }

  private mutating func intersect(_ own: [Start], first: Bool) {
    if first {
      starts = own
      return
    }
    var kept: [Start] = []
    var a = 0
    var b = 0
    while a < starts.count, b < own.count {
      if starts[a] < own[b] {
        a += 1
      } else if own[b] < starts[a] {
        b += 1
      } else {
        kept.append(own[b])
        a += 1
        b += 1
      }
    }
    starts = kept
  }
}
