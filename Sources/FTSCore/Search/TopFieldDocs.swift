import FTSQuery

/// The first documents in the order of sort keys, at most k; of equal ones the one indexed first.
///
/// What cannot be among them any more is told by the first key, 64 documents at a time: by the places that their
/// values have in its column.
struct TopFieldDocs: ~Copyable, Collector {
  private static let leastRoom = 256

  /// A document and what it is compared by.
  private struct Entry: BitwiseCopyable, Comparable {
    /// By key; where there are fewer keys, 0.
    var codes: SIMD4<UInt64>
    var document: ScoredDocument

    /// Whether it comes later.
    static func < (a: Entry, b: Entry) -> Bool {
      for key in 0..<SortKey.limit where a.codes[key] != b.codes[key] { return a.codes[key] < b.codes[key] }
      return a.document.document > b.document.document
    }
  }

  let needsScores: Bool
  private let keys: [SortKey]
  private let snapshot: Snapshot
  private let k: Int
  /// Entries at which those that are not needed any more are let go.
  private let room: Int
  private var entries = ScratchBuffer<Entry>()
  /// What a document has to come before, when k have been found.
  private var last: Entry?
  /// What a document has to come after.
  private var first: Entry?
  /// Of the segment: by key what its documents are compared by, and the values of the first with which one may
  /// still be among the best.
  private var values: [SortValues] = []
  private var contenders = OrdinalSet.all
  private var base = 0

  /// - Parameters:
  ///   - keys: at least one, at most `SortKey.limit`.
  ///   - first: the document behind which they come; `nil` for none.
  init(
    _ keys: [SortKey], _ snapshot: Snapshot, k: Int, after first: ScoredDocument?
  ) throws(IndexError) {
    self.keys = keys
    self.snapshot = snapshot
    self.k = k
    room = k > .max / 4 ? .max : max(2 * k, Self.leastRoom)
    needsScores = keys.contains { $0.field == .relevance }
    if let first {
      let segment = snapshot.segment(of: Int(first.document))
      try begin(segment)
      self.first = entry(Int(first.document) - segment.base, score: first.score)
    }
  }

  mutating func begin(_ segment: SegmentReader) throws(IndexError) {
    values.removeAll()
    for key in keys { values.append(try SortValues(key, segment, snapshot)) }
    base = segment.base
    findContenders()
  }

  private mutating func findContenders() {
    contenders = values[0].ordinals(reaching: least)
  }

  /// What the first key of a document must reach. Documents come in their order, so that of those equal by all
  /// keys no later one is among the first.
  private var least: UInt64 {
    guard let last else { return 0 }
    return keys.count == 1 ? last.codes[0] + 1 : last.codes[0]
  }

  func candidates(_ block: Int) -> UInt64 {
    if k == 0 { return 0 }
    return least == 0 ? .max : values[0].lanes(block, in: contenders)
  }

  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      insert(
        block * Grid.blockSize + lane, score: needsScores ? ScoreScale.significant(scores.score(lane)) : 0)
    }
  }

  private func entry(_ document: Int, score: UInt32) -> Entry {
    var codes = SIMD4<UInt64>()
    for key in values.indices { codes[key] = values[key].code(of: document, score: score) }
    let number = UInt32(truncatingIfNeeded: base + document)
    return Entry(codes: codes, document: ScoredDocument(score: score, document: number))
  }

  private mutating func insert(_ document: Int, score: UInt32) {
    guard values[0].code(of: document, score: score) >= least else { return }
    let entry = entry(document, score: score)
    if let first, !(entry < first) { return }
    if let last, entry < last { return }
    entries.append(entry)
    if entries.count == room { makeRoom() }
  }

  private mutating func makeRoom() {
    let elements = unsafe entries.elements
    unsafe elements.selectGreatest(k)
    entries.truncate(to: k)
    last = unsafe elements[..<k].min()
    findContenders()
  }

  /// In their order.
  consuming func sorted() -> [ScoredDocument] {
    var elements = unsafe entries.elements
    unsafe elements.sort(by: >)
    return unsafe elements.prefix(k).map(\.document)
  }
}
