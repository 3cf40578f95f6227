/// Turns the occurrences of one term into a posting list, sparse or dense.
///
/// **Sparse**, for the many terms that occur in few documents: DocIDs as differences, each with
/// its frequency code in the two lowest bits, then the positions of all of them:
///
///     docs:       sized bytes: (difference << 2 | code: varint, record where the code is 0)*
///     positions:  to the end
///
/// **Dense**, for terms that on average occur at least twice in a block: a cell per block, and
/// beside it a bound of the term's impact there; see `DenseList`.
///
/// **Positions** of a posting: field by field in the order of `Field`, each as varints of the
/// difference to the one before it (the first as it stands); how many there are is told by the
/// frequencies.
struct PostingListEncoder {
  enum Form { case sparse, dense }

  struct Summary {
    var documentFrequency: Int
    var totalFrequency: Int
    var form: Form
  }

  private let blocks: Int
  private let lengthCodes: [UInt8]
  private let bm25: BM25
  private let weights: FieldWeights

  private var postings: [(document: DocID, frequencies: FieldFrequencies, first: Int)] = []
  private var docs = ByteWriter()
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
    let isDense = postings.count >= 16 && postings.count >= 2 * blocks
    if isDense {
      encodeDense(occurrences, into: &writer)
    } else {
      encodeSparse(occurrences, into: &writer)
    }
    return Summary(
      documentFrequency: postings.count, totalFrequency: occurrences.count, form: isDense ? .dense : .sparse)
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
      postings.append((document, frequencies, first))
    }
  }

  private mutating func encodeSparse(_ occurrences: Span<Occurrence>, into writer: inout ByteWriter) {
    docs.removeAll()
    var previous: DocID = 0
    for posting in postings {
      let code = posting.frequencies.code
      docs.varint(Int(posting.document - previous) << 2 | Int(code))
      if code == 0 { posting.frequencies.encodeRecord(into: &docs) }
      previous = posting.document
    }
    writer.sized(docs.bytes)
    for posting in postings {
      Self.encodePositions(occurrences, posting.first, posting.frequencies.total, into: &writer)
    }
  }

  private mutating func encodeDense(_ occurrences: Span<Occurrence>, into writer: inout ByteWriter) {
    dense.begin()
    for posting in postings {
      let impact = bm25.impact(
        posting.frequencies.weighted(weights), lengthCode: lengthCodes[Int(posting.document)])
      dense.append(posting.document, posting.frequencies, impact: impact) { positions in
        Self.encodePositions(occurrences, posting.first, posting.frequencies.total, into: &positions)
      }
    }
    dense.finish(into: &writer)
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
