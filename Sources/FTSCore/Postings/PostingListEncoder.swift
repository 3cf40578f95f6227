/// Turns the occurrences of one term into a posting list, in the form that fits how often it
/// occurs:
///
/// - `ShortList`, below `shortLimit` postings: DocIDs as differences, decoded whole;
/// - `DenseList`, from three postings per block of the segment on: a row with an entry for every block;
/// - `SparseList`, between them: the blocks in which it occurs.
///
/// **Positions** of a posting are the same in all: field by field in the order of `Field`, each as
/// varints of the difference to the one before it (the first as it stands); how many there are is
/// told by the frequencies.
struct PostingListEncoder {
  /// Lists with fewer postings are short.
  static let shortLimit = 256
  /// Lists with as many postings per block of the segment are dense.
  private static let denseLimit = 3

  struct Summary {
    var documentFrequency: Int
    var totalFrequency: Int
    var form: PostingList.Form
  }

  private struct Posting {
    var document: DocID
    var frequencies: FieldFrequencies
    /// Its first occurrence.
    var first: Int
  }

  private let blocks: Int
  private let lengthCodes: [UInt8]
  private let bm25: BM25
  private let weights: FieldWeights

  private var postings: [Posting] = []
  private var docs = ByteWriter()
  private var sparse = SparseListEncoder()
  private var dense: DenseListEncoder

  /// - Parameters:
  ///   - lengthCodes: length code of every document of the segment, by DocID.
  ///   - bm25: parameters and mean length that bounds are computed with.
  init(lengthCodes: [UInt8], bm25: BM25, weights: FieldWeights) {
    blocks = Grid.blocks(lengthCodes.count)
    self.lengthCodes = lengthCodes
    self.bm25 = bm25
    self.weights = weights
    dense = DenseListEncoder(blocks: blocks)
  }

  /// Appends the list to `writer`.
  ///
  /// - Parameter occurrences: ascending by document, within it by field and position; not empty.
  mutating func encode(_ occurrences: Span<Occurrence>, into writer: inout ByteWriter) -> Summary {
    gather(occurrences)
    let form = encodeInForm(occurrences, into: &writer)
    return Summary(documentFrequency: postings.count, totalFrequency: occurrences.count, form: form)
  }

  private mutating func encodeInForm(
    _ occurrences: Span<Occurrence>, into writer: inout ByteWriter
  ) -> PostingList.Form {
    if postings.count < Self.shortLimit {
      if encodeShort(occurrences, into: &writer) { return .short }
    } else if postings.count < Self.denseLimit * blocks {
      if encodeSparse(occurrences, into: &writer) { return .sparse }
    }
    encodeDense(occurrences, into: &writer)
    return .dense
  }

  /// Groups the occurrences by document.
  private mutating func gather(_ occurrences: Span<Occurrence>) {
    postings.removeAll(keepingCapacity: true)
    var index = 0
    while index < occurrences.count {
      let document = occurrences[index].document
      var frequencies = FieldFrequencies()
      let first = index
      repeat {
        frequencies[occurrences[index].field] += 1
        index += 1
      } while index < occurrences.count && occurrences[index].document == document
      postings.append(Posting(document: document, frequencies: frequencies, first: first))
    }
  }

  /// False, and nothing, where a block has more than fits the list of a cell.
  private mutating func encodeShort(
    _ occurrences: Span<Occurrence>, into writer: inout ByteWriter
  ) -> Bool {
    docs.removeAll()
    var previous: DocID = 0
    var cellSize = 0
    for posting in postings {
      let code = posting.frequencies.code(limit: 3)
      docs.varint(Int(posting.document - previous) << 2 | Int(code))
      let start = docs.count
      if code == 0 { posting.frequencies.encodeRecord(into: &docs) }
      let isNextBlock = Int(posting.document) / Grid.blockSize != Int(previous) / Grid.blockSize
      cellSize = (isNextBlock ? 0 : cellSize) + 1 + docs.count - start
      if cellSize > Cell.largestList { return false }
      previous = posting.document
    }
    writer.sized(docs.bytes)
    for posting in postings {
      Self.encodePositions(occurrences, posting.first, posting.frequencies.total, into: &writer)
    }
    return true
  }

  /// False, and nothing, where a block has more than fits the list of a cell.
  private mutating func encodeSparse(
    _ occurrences: Span<Occurrence>, into writer: inout ByteWriter
  ) -> Bool {
    sparse.begin()
    for posting in postings {
      sparse.append(posting.document, posting.frequencies, impact: impact(posting)) { positions in
        Self.encodePositions(occurrences, posting.first, posting.frequencies.total, into: &positions)
      }
    }
    return sparse.finish(into: &writer)
  }

  private mutating func encodeDense(_ occurrences: Span<Occurrence>, into writer: inout ByteWriter) {
    dense.begin()
    for posting in postings {
      dense.append(posting.document, posting.frequencies, impact: impact(posting)) { positions in
        Self.encodePositions(occurrences, posting.first, posting.frequencies.total, into: &positions)
      }
    }
    dense.finish(into: &writer)
  }

  private func impact(_ posting: Posting) -> Float {
    bm25.impact(posting.frequencies.weighted(weights), lengthCode: lengthCodes[Int(posting.document)])
  }

  private static func encodePositions(
    _ occurrences: Span<Occurrence>, _ first: Int, _ count: Int, into writer: inout ByteWriter
  ) {
    var field = Field.body
    var previous = 0
    for index in first..<first + count {
      let occurrence = occurrences[index]
      if occurrence.field != field {
        field = occurrence.field
        previous = 0
      }
      writer.varint(occurrence.position - previous)
      previous = occurrence.position
    }
  }
}
