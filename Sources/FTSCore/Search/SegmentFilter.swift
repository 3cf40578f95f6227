import FTSQuery

/// A condition on the documents of one segment.
struct SegmentFilter {
  private enum Source {
    case nothing
    /// A word per block.
    case set(Blob)
    /// Documents of the thread of that hash.
    case thread(UInt64)
  }

  private let source: Source
  private let threads: Blob
  private let documents: Int

  /// Whether there is a way to evaluate the filter.
  static func supports(_ filter: Filter) -> Bool {
    switch filter {
    case .kind, .thread: true
    case .contains, .equals, .rating, .date, .number, .exists, .inReview, .hasComment: false
    }
  }

  /// - Throws: `unsupportedQuery` for what cannot be searched for yet.
  init(_ filter: Filter, _ segment: SegmentReader) throws(IndexError) {
    threads = segment.threads
    documents = segment.info.documents
    switch filter {
    case .kind(let name): source = segment.kinds.documents(of: name).map { .set($0) } ?? .nothing
    case .thread(let id): source = .thread(Checksum.hash(id))
    case .contains, .equals, .rating, .date, .number, .exists, .inReview, .hasComment:
      throw .unsupportedQuery("\(Query(.filter(filter))) cannot be searched for yet", position: nil)
    }
  }

  /// The documents of a block, one of the segment's, of which it holds.
  func lanes(_ block: Int) -> UInt64 {
    switch source {
    case .nothing: return 0
    case .set(let words): return words.load(UInt64.self, at: block * 8)
    case .thread(let hash):
      var lanes: UInt64 = 0
      for lane in 0..<min(Grid.blockSize, documents - block * Grid.blockSize) {
        let thread = threads.load(UInt64.self, at: (block * Grid.blockSize + lane) * 8)
        lanes |= (thread == hash ? 1 : 0) << UInt64(lane)
      }
      return lanes
    }
  }
}
