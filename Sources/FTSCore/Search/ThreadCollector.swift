/// Takes what matches in some threads: of each how much, its root, and the best of the rest.
struct ThreadCollector: Collector {
  /// What of a thread matches.
  struct Matches {
    /// Documents that do.
    var count = 0
    /// Its root, where that does.
    var root: ScoredDocument?
    /// The best of the others, best first.
    var others: [ScoredDocument] = []
  }

  let needsScores = true
  /// By thread.
  private(set) var matches: [Matches]
  private let pieces: [[ThreadPlaces.Piece]]
  /// Most documents kept beside the root.
  private let limit: Int
  private var segment: SegmentReader?
  private var documents = DocumentMask(blocks: 0)
  /// The pieces in the segment, ascending, with the places of their threads.
  private var runs: [(documents: Range<Int>, thread: Int)] = []

  /// - Parameters:
  ///   - threads: by thread where its documents are.
  ///   - limit: how many documents of each are sought beside its root.
  init(_ threads: [[ThreadPlaces.Piece]], limit: Int) {
    pieces = threads
    self.limit = limit
    matches = threads.map { _ in Matches() }
  }

  func isInterested(in segment: SegmentReader) -> Bool {
    pieces.contains { $0.contains { $0.segment == segment.index } }
  }

  mutating func begin(_ segment: SegmentReader) {
    self.segment = segment
    documents = DocumentMask(blocks: segment.info.blocks)
    runs.removeAll()
    for (thread, pieces) in pieces.enumerated() {
      for piece in pieces where piece.segment == segment.index {
        documents.insert(piece.documents)
        runs.append((piece.documents, thread))
      }
    }
    runs.sort { $0.documents.lowerBound < $1.documents.lowerBound }
  }

  func candidates(_ block: Int) -> UInt64 { documents[block] }

  mutating func collect(_ lanes: UInt64, _ block: Int, _ scores: borrowing BlockScorer) {
    guard let segment else { return }
    let roots = segment.roots(block)
    var run = 0
    lanes.forEachLane { lane in
      let document = block * Grid.blockSize + lane
      if !runs[run].documents.contains(document) {
        run = partitionPoint(runs.count) { runs[$0].documents.upperBound > document }
      }
      let found = ScoredDocument(
        score: ScoreScale.significant(scores.score(lane)), document: UInt32(segment.base + document))
      take(found, isRoot: roots >> UInt64(lane) & 1 != 0, in: runs[run].thread)
    }
  }

  private mutating func take(_ found: ScoredDocument, isRoot: Bool, in thread: Int) {
    matches[thread].count += 1
    if isRoot {
      matches[thread].root = found
      return
    }
    let count = matches[thread].others.count
    if count == limit, limit == 0 || found.key < matches[thread].others[count - 1].key { return }
    let place = partitionPoint(count) { matches[thread].others[$0].key < found.key }
    matches[thread].others.insert(found, at: place)
    if count == limit { matches[thread].others.removeLast() }
  }
}
