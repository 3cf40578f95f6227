/// Turns the occurrences of one term into a posting list, in the form that fits how often it
/// occurs:
///
/// - `ShortList`, below `shortLimit` postings: DocIDs as differences, decoded whole;
/// - `DenseList`, from three postings per block of the segment on: a row with an entry for every block;
/// - `SparseList`, between them: the blocks in which it occurs.
///
/// **Positions** are the same in all, see `TermPostings`; how many a posting has is told by its frequencies.
struct PostingListEncoder {
  /// Lists with fewer postings are short.
  static let shortLimit = 256
  /// Lists with as many postings per block of the segment are dense.
  private static let denseLimit = 3

  struct Summary {
    var documentFrequency: Int
    var totalFrequency: Int
    var form: PostingList.Form
    /// Bytes of the term's `TitledThreads`, which follow the list.
    var threadsLength = 0
  }

  private let blocks: Int
  private let impacts: ImpactBounds
  private let below: DocumentsBelow

  private var term = TermPostings()
  private var docs = ByteWriter()
  private var sparse = SparseListEncoder()
  private var dense: DenseListEncoder

  /// - Parameters:
  ///   - impacts: of the segment's documents.
  ///   - below: its threads; `nil` leaves them out.
  init(_ impacts: ImpactBounds, below: DocumentsBelow? = nil) {
    blocks = Grid.blocks(impacts.documents)
    self.impacts = impacts
    self.below = below ?? DocumentsBelow(threads: [], isRoot: [])
    dense = DenseListEncoder(blocks: blocks)
  }

  /// Appends the list to `writer`, and the term's threads.
  ///
  /// - Parameter occurrences: ascending by document, within it by field and position; not empty.
  mutating func encode(_ occurrences: Span<Occurrence>, into writer: inout ByteWriter) -> Summary {
    term.gather(occurrences)
    return encode(totalFrequency: occurrences.count, into: &writer)
  }

  /// The same for postings that are gathered already; not none.
  mutating func encode(_ postings: TermPostings, into writer: inout ByteWriter) -> Summary {
    term = postings
    return encode(totalFrequency: 0, into: &writer)
  }

  private mutating func encode(totalFrequency: Int, into writer: inout ByteWriter) -> Summary {
    let form = encodeInForm(into: &writer)
    let end = writer.count
    TitledThreads.encode(term, below: below, into: &writer)
    return Summary(
      documentFrequency: term.postings.count, totalFrequency: totalFrequency, form: form,
      threadsLength: writer.count - end)
  }

  private mutating func encodeInForm(into writer: inout ByteWriter) -> PostingList.Form {
    if term.postings.count < Self.shortLimit {
      if encodeShort(into: &writer) { return .short }
    } else if term.postings.count < Self.denseLimit * blocks {
      if sparse.encode(term, impacts, into: &writer) { return .sparse }
    }
    dense.encode(term, impacts, into: &writer)
    return .dense
  }

  /// False, and nothing, where a block has more than fits the list of a cell.
  private mutating func encodeShort(into writer: inout ByteWriter) -> Bool {
    docs.removeAll()
    var previous: DocID = 0
    var cellSize = 0
    var record = 0
    for posting in term.postings {
      let frequencies = term.frequencies(of: posting, &record)
      let code = frequencies.code(limit: 3)
      docs.varint(Int(posting.document - previous) << 2 | Int(code))
      let start = docs.count
      if code == 0 { frequencies.encodeRecord(into: &docs) }
      let isNextBlock = Int(posting.document) / Grid.blockSize != Int(previous) / Grid.blockSize
      cellSize = (isNextBlock ? 0 : cellSize) + 1 + docs.count - start
      if cellSize > Cell.largestList { return false }
      previous = posting.document
    }
    writer.sized(docs.bytes)
    writer.append(term.positions)
    return true
  }
}
