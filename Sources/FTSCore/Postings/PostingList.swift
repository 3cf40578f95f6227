/// A posting list in either form, for readers that want every posting with its positions:
/// merging, explaining, checking. Evaluation of queries knows the two forms apart.
enum PostingList {
  case sparse(SparseList)
  case dense(DenseList)

  /// Calls `body` for each posting in order of documents. `positions` stands at the posting's
  /// positions, wherever `body` leaves it.
  func forEachPosting(
    _ body: (_ document: DocID, _ frequencies: FieldFrequencies, _ positions: inout ByteReader) -> Void
  ) {
    switch self {
    case .sparse(let list):
      var cursor = SparseList.Cursor(list)
      var positions = ByteReader(list.positions)
      while cursor.next() {
        var own = positions
        body(cursor.document, cursor.frequencies, &own)
        PositionDecoder.skip(cursor.frequencies.total, &positions)
      }
    case .dense(let list):
      for block in 0..<list.blocks {
        guard let cell = list.cell(block) else { continue }
        var positions = ByteReader(list.positions, at: list.positionStart(block))
        cell.forEachPosting { lane, frequencies in
          var own = positions
          body(DocID(block * Grid.blockSize + lane), frequencies, &own)
          PositionDecoder.skip(frequencies.total, &positions)
        }
      }
    }
  }

  /// The positions in one document, by field.
  func positions(in document: DocID) -> [(field: Field, position: Int)] {
    var found: [(Field, Int)] = []
    forEachPosting { candidate, frequencies, reader in
      guard candidate == document else { return }
      PositionDecoder.forEachPosition(frequencies, &reader) { found.append(($0, $1)) }
    }
    return found
  }

  /// The frequencies in one document, or `nil` where the term does not occur in it.
  func frequencies(in document: DocID) -> FieldFrequencies? {
    var found: FieldFrequencies?
    switch self {
    case .sparse(let list):
      var cursor = SparseList.Cursor(list)
      while cursor.next(), cursor.document <= document {
        if cursor.document == document { found = cursor.frequencies }
      }
    case .dense(let list):
      list.cell(Int(document) / Grid.blockSize)?.forEachPosting { lane, frequencies in
        if lane == Int(document) % Grid.blockSize { found = frequencies }
      }
    }
    return found
  }
}
