/// A posting list in any form, for readers that want every posting with its positions: merging,
/// explaining, checking. Evaluation of queries knows the forms apart.
enum PostingList {
  /// What stands for the form in a dictionary entry.
  enum Form: UInt8 { case short = 1, sparse, dense }

  case short(ShortList)
  case sparse(SparseList)
  case dense(DenseList)

  /// `nil` where the bytes are no list of that form.
  ///
  /// - Parameters:
  ///   - count: the term's document frequency.
  ///   - blocks: those of the segment.
  init?(_ form: Form, _ bytes: Blob, count: Int, blocks: Int) {
    switch form {
    case .short:
      guard let list = ShortList(bytes, count: count) else { return nil }
      self = .short(list)
    case .sparse:
      guard let list = SparseList(bytes) else { return nil }
      self = .sparse(list)
    case .dense:
      guard let list = DenseList(bytes, blocks: blocks) else { return nil }
      self = .dense(list)
    }
  }

  /// Calls `body` for each posting in order of documents. `positions` stands at the posting's
  /// positions, wherever `body` leaves it.
  func forEachPosting(
    _ body: (_ document: DocID, _ frequencies: FieldFrequencies, _ positions: inout ByteReader) -> Void
  ) {
    switch self {
    case .short(let list):
      var cursor = ShortList.Cursor(list)
      var positions = ByteReader(list.positions)
      while cursor.next() {
        var own = positions
        body(cursor.document, cursor.frequencies, &own)
        PositionDecoder.skip(cursor.frequencies.total, &positions)
      }
    case .sparse(let list):
      var positions = ByteReader(list.positions)
      list.forEachBlock { block, cell in Self.forEachPosting(of: cell, block, &positions, body) }
    case .dense(let list):
      for block in 0..<list.blocks {
        guard let cell = list.cell(block) else { continue }
        var positions = ByteReader(list.positions, at: list.positionStart(block))
        Self.forEachPosting(of: cell, block, &positions, body)
      }
    }
  }

  /// Calls `body` for each posting in order of documents.
  func forEachDocument(_ body: (_ document: DocID, _ frequencies: FieldFrequencies) -> Void) {
    func read(_ block: Int, _ cell: Cell?) {
      cell?.forEachPosting { lane, frequencies in
        // Damaged steps may lead past the last DocID there can be.
        body(DocID(truncatingIfNeeded: block * Grid.blockSize + lane), frequencies)
      }
    }
    switch self {
    case .short(let list):
      var cursor = ShortList.Cursor(list)
      while cursor.next() { body(cursor.document, cursor.frequencies) }
    case .sparse(let list): list.forEachBlock(read)
    case .dense(let list): for block in 0..<list.blocks { read(block, list.cell(block)) }
    }
  }

  /// As `forEachDocument`, for the postings in some blocks.
  ///
  /// - Parameter blocks: of the segment, ascending.
  func forEachDocument(
    inBlocks blocks: [Int], _ body: (_ document: DocID, _ frequencies: FieldFrequencies) -> Void
  ) {
    func read(_ block: Int, _ cell: Cell?) {
      cell?.forEachPosting { lane, frequencies in body(DocID(block * Grid.blockSize + lane), frequencies) }
    }
    if case .dense(let list) = self {
      for block in blocks { read(block, list.cell(block)) }
      return
    }
    var rest = blocks[...]
    func isSought(_ block: Int) -> Bool {
      while let next = rest.first, next < block { rest.removeFirst() }
      return rest.first == block
    }
    switch self {
    case .short(let list):
      var cursor = ShortList.Cursor(list)
      while !rest.isEmpty, cursor.next() {
        if isSought(Int(cursor.document) / Grid.blockSize) { body(cursor.document, cursor.frequencies) }
      }
    case .sparse(let list): list.forEachBlock { block, cell in if isSought(block) { read(block, cell) } }
    case .dense: break
    }
  }

  private static func forEachPosting(
    of cell: Cell?, _ block: Int, _ positions: inout ByteReader,
    _ body: (_ document: DocID, _ frequencies: FieldFrequencies, _ positions: inout ByteReader) -> Void
  ) {
    cell?.forEachPosting { lane, frequencies in
      var own = positions
      // Damaged steps may lead past the last DocID there can be.
      body(DocID(truncatingIfNeeded: block * Grid.blockSize + lane), frequencies, &own)
      PositionDecoder.skip(frequencies.total, &positions)
    }
  }

  /// A lower bound of the `k`-th best impact, in steps of 1/255; 0 where none is known.
  func threshold(rank k: Int) -> UInt8 {
    switch self {
    case .short: 0
    case .sparse(let list): list.threshold(rank: k)
    case .dense(let list): list.threshold(rank: k)
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
    func look(into cell: Cell?) {
      cell?.forEachPosting { lane, frequencies in
        if lane == Int(document) % Grid.blockSize { found = frequencies }
      }
    }
    switch self {
    case .short(let list):
      var cursor = ShortList.Cursor(list)
      while cursor.next(), cursor.document <= document {
        if cursor.document == document { found = cursor.frequencies }
      }
    case .sparse(let list):
      list.forEachBlock { block, cell in
        if block == Int(document) / Grid.blockSize { look(into: cell) }
      }
    case .dense(let list): look(into: list.cell(Int(document) / Grid.blockSize))
    }
    return found
  }
}
