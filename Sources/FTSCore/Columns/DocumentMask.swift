/// Some of the documents of a segment, as a query finds them: a word per block.
struct DocumentMask: Equatable {
  private(set) var blocks: [UInt64]

  /// No document, of so many blocks.
  init(blocks: Int) { self.blocks = [UInt64](repeating: 0, count: blocks) }

  init(_ blocks: [UInt64]) { self.blocks = blocks }

  /// The documents of a block.
  subscript(block: Int) -> UInt64 {
    get { blocks[block] }
    set { blocks[block] = newValue }
  }

  func contains(_ document: Int) -> Bool {
    blocks[document / Grid.blockSize] >> UInt64(document % Grid.blockSize) & 1 != 0
  }

  mutating func insert(_ document: Int) {
    blocks[document / Grid.blockSize] |= 1 << UInt64(document % Grid.blockSize)
  }

  /// Adds documents in a row.
  mutating func insert(_ documents: Range<Int>) {
    Self.forEachBlock(of: documents) { block, lanes in blocks[block] |= lanes }
  }

  /// Keeps the documents that another set has, which is given block by block.
  mutating func formIntersection(_ lanes: (_ block: Int) -> UInt64) {
    for block in blocks.indices { blocks[block] &= lanes(block) }
  }

  /// How many of some documents in a row there are.
  func count(in documents: Range<Int>) -> Int {
    var count = 0
    Self.forEachBlock(of: documents) { block, lanes in count += (blocks[block] & lanes).nonzeroBitCount }
    return count
  }

  /// The blocks of documents in a row, and which of their lanes they are.
  static func forEachBlock(of documents: Range<Int>, _ body: (_ block: Int, _ lanes: UInt64) -> Void) {
    var document = documents.lowerBound
    while document < documents.upperBound {
      let (block, first) = document.quotientAndRemainder(dividingBy: Grid.blockSize)
      let count = min(Grid.blockSize - first, documents.upperBound - document)
      body(block, (.max >> UInt64(Grid.blockSize - count)) << UInt64(first))
      document += count
    }
  }
}
