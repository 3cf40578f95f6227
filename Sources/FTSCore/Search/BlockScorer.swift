/// Adds up the scores of the documents of one block: 64 accumulators, one per lane.
///
/// The inner loops of evaluation. Impacts of the frequencies 1 to 3, which most postings have,
/// come from a table by frequency and length code; a block's length codes are one cache line.
struct BlockScorer {
  private var accumulators = [Float](repeating: 0, count: Grid.blockSize)
  /// See BM25.impactTable.
  private var impacts: [Float] = []
  private var bm25 = BM25(k1: 0, b: 0, averageLength: 1)
  private var fieldWeights = FieldWeights()
  private var lengths = Blob.empty

  /// Makes ready for the blocks of `segment`.
  mutating func begin(_ segment: SegmentReader, _ weight: QueryWeight) {
    if weight.bm25 != bm25 || weight.fieldWeights != fieldWeights || impacts.isEmpty {
      bm25 = weight.bm25
      fieldWeights = weight.fieldWeights
      impacts = bm25.impactTable(weights: fieldWeights)
    }
    lengths = segment.lengths
  }

  /// Sets all accumulators to 0.
  mutating func clear() {
    for lane in 0..<Grid.blockSize { accumulators[lane] = 0 }
  }

  /// Adds the impacts of a term's postings in `block`, times `weight`; returns their lanes.
  mutating func add(_ list: DenseList, block: Int, weight: Float) -> UInt64 {
    guard list.bounds[block] != 0 else { return 0 }
    let start = list.cellStart(block)
    let count = Int(list.cells[start])
    let isList = count <= Cell.listLimit
    let codesSize = isList ? count : 8 + (count + 3) / 4
    guard count <= Grid.blockSize, let cell = list.cells.slice(start + 1, codesSize) else { return 0 }
    var lanes: UInt64 = 0
    var records = ByteReader(list.cells, at: start + 1 + codesSize)
    // SAFETY: the loops read codesSize bytes of the cell, which its view holds. A lane is below
    // 64 and a code below 4, so that accumulators and impacts are read within their 64 and
    // 4 × 256 entries; length codes are read for lanes of this block only, each checked.
    unsafe impacts.withUnsafeBufferPointer { impacts in
      unsafe accumulators.withUnsafeMutableBufferPointer { accumulators in
        let bytes = unsafe cell.pointer.assumingMemoryBound(to: UInt8.self)
        let firstDocument = block * Grid.blockSize
        @inline(__always) func add(_ lane: Int, _ code: Int) {
          let lengthCode = lengths[firstDocument + lane]
          if code != 0 {
            unsafe accumulators[lane] += weight * impacts[code << 8 | Int(lengthCode)]
          } else {
            let frequencies = FieldFrequencies(record: &records)
            unsafe accumulators[lane] +=
              weight * bm25.impact(frequencies.weighted(fieldWeights), lengthCode: lengthCode)
          }
        }
        if isList {
          for index in 0..<count {
            let byte = unsafe Int(bytes[index])
            lanes |= 1 << UInt64(byte >> 2)
            add(byte >> 2, byte & 3)
          }
        } else {
          lanes = list.cells.load(UInt64.self, at: start + 1)
          var rest = lanes
          for index in 0..<count where rest != 0 {
            let lane = rest.trailingZeroBitCount
            rest &= rest &- 1
            add(lane, unsafe Int(bytes[8 + index / 4] >> UInt8(index % 4 * 2)) & 3)
          }
        }
      }
    }
    return lanes
  }

  /// Adds the impacts of a run of sparse postings, times `weight`.
  mutating func add(_ sparse: SparsePostings, _ run: SparsePostings.Run, weight: Float) {
    for posting in sparse.postings[run.postings] {
      accumulators[Int(posting.document) % Grid.blockSize] += weight * posting.impact
    }
  }

  /// Adds impacts given by lane, beginning at `offset` of `impacts`, times `weight`.
  mutating func add(_ impacts: [Float], from offset: Int, lanes: UInt64, weight: Float) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      accumulators[lane] += weight * impacts[offset + lane]
    }
  }

  /// Offers the documents of `lanes` to `top`.
  mutating func collect(_ lanes: UInt64, firstDocument: Int, _ top: inout TopDocs) {
    var rest = lanes
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      if accumulators[lane] >= top.threshold {
        top.insert(TopDocs.Entry(score: accumulators[lane], document: UInt32(firstDocument + lane)))
      }
    }
  }
}
