import FTSQuery

/// A filter in one segment: tells of each block for which documents it holds.
///
/// What it asks of values is answered once for the distinct values of a column; of the documents only the places of
/// their values are read. Deleted documents are not told from others.
///
/// A date holds its year, month or day as a whole: `date:2013-05` does not find what is dated 2013. Texts are equal
/// where their bytes are. A number is also taken as the text it is written with.
struct SegmentFilter {
  private enum Condition {
    case nothing
    /// A word per block.
    case words(Blob)
    case mask(DocumentMask)
    case documents(DocumentSet)
    /// Those with one of the values.
    case values(ValueColumn, OrdinalSet)
    /// Those of which a hash per document is this one.
    case hash(Blob, UInt64)
  }

  private let condition: Condition
  private let documents: Int

  /// - Parameters:
  ///   - expander: has the analyzer, its words and the deadline.
  ///   - now: from when relative dates count, in seconds since 1970-01-01T00:00:00Z.
  /// - Throws: also `deadlineExceeded`: with some of the values alone, what is excluded would be found.
  init(
    _ filter: Filter, _ segment: SegmentReader, _ expander: TermExpander, now: Int64
  ) throws(IndexError) {
    documents = segment.info.documents
    condition =
      switch filter {
      case .rating(let comparison): Self.numbers(comparison, try segment.values(.ratings))
      case .number(let name, let comparison):
        try segment.values(attribute: name).map { Self.numbers(comparison, $0) } ?? .nothing
      case .date(let comparison):
        try Self.dates(comparison.seconds(now: now), segment.values(.dates))
      case .exists(let name): try Self.exists(name, segment)
      case .kind(let kind): segment.kinds.documents(of: kind).map { .words($0) } ?? .nothing
      case .thread(let id): .hash(segment.threads, Checksum.hash(id))
      case .equals(let field, let value):
        try Self.column(of: field, segment).map { .values($0, $0.values(equalTo: value)) } ?? .nothing
      case .contains(let field, let match):
        try Self.contains(match, Self.column(of: field, segment), expander)
      // What depends on other documents is a ThreadRelation.
      case .inReview, .hasComment: .nothing
      }
  }

  /// The filter that holds for some documents of a segment.
  init(_ mask: DocumentMask, _ segment: SegmentReader) {
    documents = segment.info.documents
    condition = .mask(mask)
  }

  /// The filter that holds for the roots of threads.
  init(rootsOf segment: SegmentReader) {
    documents = segment.info.documents
    condition = .words(segment.roots)
  }

  /// The documents of a block for which it holds.
  func lanes(_ block: Int) -> UInt64 {
    let rest = documents - block * Grid.blockSize
    guard rest > 0 else { return 0 }
    let existing = rest >= Grid.blockSize ? UInt64.max : 1 << UInt64(rest) - 1
    return existing
      & {
        switch condition {
        case .nothing: 0
        case .words(let words): words.load(UInt64.self, at: block * 8)
        case .mask(let mask): mask[block]
        case .documents(let documents): documents[block]
        case .values(let column, let set): column.lanes(block, in: set)
        case .hash(let hashes, let sought): Self.lanes(block, of: hashes, equalTo: sought)
        }
      }()
  }

  private static func lanes(_ block: Int, of hashes: Blob, equalTo sought: UInt64) -> UInt64 {
    var lanes: UInt64 = 0
    for lane in 0..<Grid.blockSize {
      let hash = hashes.load(UInt64.self, at: (block &* Grid.blockSize &+ lane) &* 8)
      lanes |= (hash == sought ? 1 : 0) << UInt64(truncatingIfNeeded: lane)
    }
    return lanes
  }

  private static func numbers(_ comparison: Comparison<Double>, _ column: ValueColumn) -> Condition {
    .values(column, column.numbers(comparison))
  }

  private static func dates(_ range: Range<Int64>, _ column: ValueColumn) -> Condition {
    .values(column, column.dates(range))
  }

  private static func exists(_ name: String, _ segment: SegmentReader) throws(IndexError) -> Condition {
    switch name {
    case "date": .values(try segment.values(.dates), .all)
    case "rating": .values(try segment.values(.ratings), .all)
    case "author": .values(try segment.values(.authors), .all)
    case "tag": .values(try segment.values(.tags), .all)
    case "title": .documents(try segment.documents(with: .title))
    case "url": .documents(try segment.documents(with: .url))
    case "language": .documents(try segment.documents(with: .language))
    case "reply-to": .documents(try segment.documents(with: .parent))
    default: try segment.values(attribute: name).map { .values($0, .all) } ?? .nothing
    }
  }

  /// The values of a field; `nil` where there are none.
  private static func column(
    of field: FilterField, _ segment: SegmentReader
  ) throws(IndexError) -> ValueColumn? {
    switch field {
    case .author: try segment.values(.authors)
    case .tag: try segment.values(.tags)
    case .attribute(let name): try segment.values(attribute: name)
    case .replyTo: nil
    }
  }

  private static func contains(
    _ match: TextMatch, _ column: ValueColumn?, _ expander: TermExpander
  ) throws(IndexError) -> Condition {
    guard let column else { return .nothing }
    if var words = ValueMatcher(match, expander.tokenizer, &expander.vocabulary) {
      return try values(of: column, expander) { words.matches($0, &$1) }
    }
    var pattern = PatternMatcher(match, expander.tokenizer, &expander.vocabulary)
    return try values(of: column, expander) { pattern.matches($0, &$1) }
  }

  private static func values(
    of column: ValueColumn, _ expander: TermExpander,
    where predicate: (Span<UInt8>, inout Vocabulary) -> Bool
  ) throws(IndexError) -> Condition {
    .values(
      column,
      try column.values { (value) throws(IndexError) in
        if expander.watch.isUpAtNextBlock() { throw .deadlineExceeded }
        return predicate(value, &expander.vocabulary)
      })
  }
}
