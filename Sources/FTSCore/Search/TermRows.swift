/// Memory for what short and sparse lists lack: a row with an entry for every block, as dense lists
/// have it on disk. One per searcher, used again and again.
///
/// A row holds a bound per block, 0 where the term does not occur, and the place of the block's
/// cell. The cells of short lists are put together here too; those of sparse lists stay on disk.
@safe struct TermRows: ~Copyable {
  /// Readable bytes past the bounds of the last block: they are read in vectors of this many.
  static let vector = 16

  private var bounds = ScratchBuffer<UInt8>()
  private var starts = ScratchBuffer<UInt32>()
  private var cells = ScratchBuffer<UInt8>()
  private var blocks = 0
  private var stride = 0
  private var rows = 0
  private var cellBytes = 0

  init() {}

  /// So many blocks, and those that make vectors of them whole.
  static func padded(_ blocks: Int) -> Int { (blocks + vector - 1) / vector * vector }

  /// Begins anew.
  ///
  /// - Parameters:
  ///   - rows: most rows that will be taken.
  ///   - cellBytes: most bytes of cells that will be put together.
  mutating func begin(blocks: Int, rows: Int, cellBytes: Int) {
    self.blocks = blocks
    stride = Self.padded(blocks)
    self.rows = 0
    self.cellBytes = 0
    bounds.resize(to: rows * stride, 0)
    starts.resize(to: rows * stride, 0)
    cells.resize(to: cellBytes, 0)
  }

  /// Takes a row and clears its bounds.
  ///
  /// - Returns: its bounds and its starts, valid until `begin`.
  @unsafe
  mutating func take() -> (bounds: UnsafeMutablePointer<UInt8>, starts: UnsafeMutablePointer<UInt32>) {
    precondition((rows + 1) * stride <= bounds.count, "more rows than were announced")
    let first = rows * stride
    rows += 1
    // SAFETY: the row lies within what was allocated.
    let row = unsafe bounds.elements.baseAddress! + first
    unsafe row.initialize(repeating: 0, count: stride)
    return unsafe (row, starts.elements.baseAddress! + first)
  }

  /// Makes a row of a sparse list; `nil` where the list is damaged.
  ///
  /// - Parameter entries: takes the list's entry for each block.
  @unsafe
  mutating func expand(
    _ list: SparseList, entries: UnsafeMutablePointer<UInt32>?
  ) -> (bounds: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>)? {
    let row = unsafe take()
    let steps = unsafe list.steps.pointer.assumingMemoryBound(to: UInt8.self)
    let stepBounds = unsafe list.bounds.pointer.assumingMemoryBound(to: UInt8.self)
    let sizes = unsafe list.cells.pointer.assumingMemoryBound(to: UInt8.self)
    let cellsEnd = list.cells.count
    var block = 0
    // Where a cell begins follows from the one before. Each group begins anew, so that a processor can be
    // at several groups at once.
    for first in Swift.stride(from: 0, to: list.count, by: SparseList.groupSize) {
      var cell = list.cellStart(ofGroup: first / SparseList.groupSize)
      // SAFETY: steps and bounds have `count` entries; blocks and cells are compared with their ends.
      for entry in first..<min(first + SparseList.groupSize, list.count) {
        let step = unsafe steps[entry]
        block += Int(step & ~SparseList.singleMark)
        let bound = unsafe stepBounds[entry]
        if bound == 0 { continue }
        guard block < blocks, cell < cellsEnd else { return nil }
        unsafe row.bounds[block] = bound
        unsafe entries?[block] = UInt32(truncatingIfNeeded: entry)
        // The marks of a single byte stand for one another.
        unsafe row.starts[block] =
          UInt32(truncatingIfNeeded: cell) | UInt32(step & SparseList.singleMark) << 24
        let size = unsafe sizes[cell]
        cell += 1 + (step & SparseList.singleMark == 0 ? Int(size) : 0)
      }
    }
    return unsafe (UnsafePointer(row.bounds), UnsafePointer(row.starts))
  }

  /// Bytes of cells that `expand` makes of a short list, at most.
  static func cellBytes(of list: ShortList) -> Int { list.docs.count + list.count }

  /// Makes a row and cells of a short list; `nil` where the list is damaged.
  ///
  /// - Parameters:
  ///   - positionStarts: takes where the positions of each block begin, by block.
  ///   - bound: upper bound of a posting's impact, at least 1.
  @unsafe
  mutating func expand(
    _ list: ShortList, documents: Int, positionStarts: UnsafeMutablePointer<UInt32>?,
    bound: (DocID, FieldFrequencies) -> UInt8
  ) -> (
    bounds: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>, cells: UnsafeBufferPointer<UInt8>
  )? {
    let row = unsafe take()
    precondition(cellBytes + Self.cellBytes(of: list) <= cells.count, "more cells than announced")
    let cells = unsafe self.cells.elements
    let firstCell = cellBytes
    var writer = firstCell
    var size = firstCell
    var block = -1
    var positions = ByteReader(list.positions)
    var cursor = ShortList.Cursor(list)
    // SAFETY: a posting takes as many bytes in a cell as it took in the list, or fewer, and a cell
    // one more; there is room for them. Blocks are below `blocks`, since documents are.
    while cursor.next() {
      guard Int(cursor.document) < documents else { return nil }
      if Int(cursor.document) / Grid.blockSize != block {
        block = Int(cursor.document) / Grid.blockSize
        size = writer
        unsafe row.starts[block] = UInt32(size - firstCell)
        unsafe positionStarts?[block] = UInt32(truncatingIfNeeded: positions.offset)
        unsafe cells[size] = 0
        writer += 1
      }
      unsafe cells[writer] = UInt8(Int(cursor.document) % Grid.blockSize) << 2 | cursor.code
      writer += 1
      for index in 0..<cursor.record.count {
        unsafe cells[writer] = cursor.record[index]
        writer += 1
      }
      guard writer - size - 1 <= Cell.largestList else { return nil }
      unsafe cells[size] = UInt8(writer - size - 1)
      unsafe row.bounds[block] = max(row.bounds[block], bound(cursor.document, cursor.frequencies))
      if unsafe positionStarts != nil { PositionDecoder.skip(cursor.frequencies.total, &positions) }
    }
    cellBytes = writer
    return unsafe (
      UnsafePointer(row.bounds), UnsafePointer(row.starts),
      UnsafeBufferPointer(rebasing: cells[firstCell..<writer])
    )
  }

  /// Bytes of cells that `expand` makes of documents in runs, at most.
  static func cellBytes(of runs: DocumentRuns) -> Int {
    // Beside as many bytes as it has documents, a cell takes three or fewer.
    runs.runs.reduce(0) { $0 + $1.count + 3 * ($1.count / Grid.blockSize + 2) }
  }

  /// Makes a row and cells of documents in runs, each with a single occurrence in the body.
  ///
  /// - Parameter bound: upper bound of an impact in a block, at least 1.
  @unsafe
  mutating func expand(
    _ runs: DocumentRuns, bound: (_ block: Int) -> UInt8
  ) -> (bounds: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>, cells: UnsafeBufferPointer<UInt8>) {
    let row = unsafe take()
    precondition(cellBytes + Self.cellBytes(of: runs) <= cells.count, "more cells than announced")
    let firstCell = cellBytes
    runs.forEachBlock { block, lanes in
      precondition(block < blocks, "documents of another segment")
      // SAFETY: the row has an entry for every block.
      unsafe row.bounds[block] = bound(block)
      unsafe row.starts[block] = UInt32(cellBytes - firstCell)
      appendCell(lanes)
    }
    return unsafe (
      UnsafePointer(row.bounds), UnsafePointer(row.starts),
      UnsafeBufferPointer(rebasing: cells.elements[firstCell..<cellBytes])
    )
  }

  /// Puts a cell together in which each posting is a single occurrence in the body.
  private mutating func appendCell(_ lanes: UInt64) {
    func append(_ byte: UInt8) {
      cells[cellBytes] = byte
      cellBytes += 1
    }
    let count = lanes.nonzeroBitCount
    if count <= Cell.listLimit {
      append(UInt8(count))
      lanes.forEachLane { append(UInt8($0) << 2 | 1) }
    } else {
      append(Cell.setMark)
      for shift in Swift.stride(from: 0, to: UInt64(UInt64.bitWidth), by: 8) {
        append(UInt8(truncatingIfNeeded: lanes >> shift))
      }
      for _ in 0..<(count + 1) / 2 { append(0x11) }
    }
  }

  /// Makes a row that has the bounds of a term, and 1 where it does not occur, but another does.
  @unsafe
  mutating func marking(_ term: TermCursor, with other: TermCursor) -> UnsafePointer<UInt8> {
    let result = unsafe take().bounds
    for block in 0..<blocks {
      unsafe result[block] = max(term.bound(block), min(other.bound(block), 1))
    }
    return unsafe UnsafePointer(result)
  }

  /// Makes a row of the least bound of some terms in each block: 0 where one of them does not occur.
  ///
  /// - Parameter first: the first of the terms; the others follow it to the end.
  @unsafe
  mutating func minimum(
    of terms: borrowing ScratchBuffer<TermCursor>, from first: Int
  ) -> UnsafePointer<UInt8> {
    let result = unsafe take().bounds
    unsafe result.update(repeating: 255, count: stride)
    for term in first..<terms.count {
      let row = unsafe terms[term].bounds
      for block in Swift.stride(from: 0, to: stride, by: Self.vector) {
        // SAFETY: every row has `stride` readable bytes.
        let bytes = unsafe UnsafeRawPointer(row + block).loadUnaligned(as: SIMD16<UInt8>.self)
        let target = unsafe UnsafeMutableRawPointer(result + block)
        let least = unsafe target.loadUnaligned(as: SIMD16<UInt8>.self)
        unsafe target.storeBytes(
          of: least.replacing(with: bytes, where: bytes .< least), as: SIMD16<UInt8>.self)
      }
    }
    return unsafe UnsafePointer(result)
  }
}
