import CPrefetch

/// One term of a clause in one segment, made ready for reading by block: a row of bounds, and the
/// way to each cell. Small, since one is read for every term of every block.
@safe struct TermCursor {
  /// What a step of a block's bound is worth, in units of the score.
  let step: Int
  /// What impacts are multiplied by.
  let weight: UInt32
  /// Documents with the term.
  let documentFrequency: Int

  /// Beside the place of a cell in a row in memory: it is the single byte of a list.
  static let singleMark: UInt32 = 1 << 31

  private let row: UnsafePointer<UInt8>
  /// Of a row in memory: the place of each block's cell.
  private let starts: UnsafePointer<UInt32>?
  /// Of a row on disk: see DenseList.
  private let superblocks: UnsafeRawPointer
  private let offsets: UnsafeRawPointer
  private let cells: UnsafePointer<UInt8>
  private let cellsEnd: UnsafePointer<UInt8>

  /// A cursor over a dense list.
  init(_ list: DenseList, weight: UInt32, step: Int, documentFrequency: Int) {
    self.weight = weight
    self.step = step
    self.documentFrequency = documentFrequency
    // SAFETY: the views' bytes; `DenseList` has seen that each is as long as the blocks demand.
    unsafe row = list.bounds.pointer.assumingMemoryBound(to: UInt8.self)
    unsafe starts = nil
    unsafe superblocks = list.superblocks.pointer
    unsafe offsets = list.cellOffsets.pointer
    unsafe cells = list.cells.pointer.assumingMemoryBound(to: UInt8.self)
    unsafe cellsEnd = cells + list.cells.count
  }

  /// A cursor over a row in memory.
  ///
  /// - Parameters: all pointers stay valid while the cursor is used.
  @unsafe
  init(
    row: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>, cells: UnsafeBufferPointer<UInt8>,
    weight: UInt32, step: Int, documentFrequency: Int
  ) {
    self.weight = weight
    self.step = step
    self.documentFrequency = documentFrequency
    unsafe self.row = row
    unsafe self.starts = starts
    unsafe superblocks = UnsafeRawPointer(row)
    unsafe offsets = UnsafeRawPointer(row)
    unsafe self.cells = cells.baseAddress ?? row
    unsafe cellsEnd = self.cells + cells.count
  }

  /// Bounds by block, with TermRows.vector readable bytes wherever a block begins.
  @unsafe var bounds: UnsafePointer<UInt8> { unsafe row }

  /// Upper bound of the term's impact in a block, in steps; 0 where it does not occur.
  @inline(__always)
  func bound(_ block: Int) -> UInt8 {
    // SAFETY: the searcher asks for blocks of the segment only.
    unsafe row[block]
  }

  /// Calls `body` with each of the first `blocks` blocks in which the term occurs, ascending.
  @inline(__always)
  func forEachBlock(_ blocks: Int, _ body: (_ block: Int) -> Void) {
    for first in stride(from: 0, to: blocks, by: 8) {
      // SAFETY: bounds are readable in vectors of more than eight.
      var present = unsafe UnsafeRawPointer(row + first).loadUnaligned(as: UInt64.self).littleEndian
      while present != 0 {
        let place = present.trailingZeroBitCount / 8
        present &= ~(0xFF << UInt64(place * 8))
        if first + place < blocks { body(first + place) }
      }
    }
  }

  /// Upper bound of what the term adds to a score in a block.
  @inline(__always)
  func scoreBound(_ block: Int) -> Int { step &* Int(bound(block)) }

  /// Where a cell is.
  @safe struct CellPlace: BitwiseCopyable {
    fileprivate let start: UnsafePointer<UInt8>
    /// The cell is the single byte of a list.
    fileprivate let isSingle: Bool

    /// No place of any cell.
    static var none: CellPlace {
      unsafe CellPlace(start: Blob.empty.pointer.assumingMemoryBound(to: UInt8.self), isSingle: true)
    }

    /// Has the cell brought to the cache.
    @inline(__always)
    func prefetch() {
      // SAFETY: prefetching reads nothing, and takes any address.
      unsafe ftsd_prefetch(start)
      // A set may lie across two lines.
      unsafe ftsd_prefetch(start + 40)
    }
  }

  /// Where the cell of a block in which the term occurs is said to be.
  @inline(__always)
  func place(_ block: Int) -> CellPlace {
    // SAFETY: the tables have an entry for every block of the segment.
    if let starts = unsafe starts {
      let start = unsafe starts[block]
      return unsafe CellPlace(
        start: cells + Int(start & ~Self.singleMark), isSingle: start & Self.singleMark != 0)
    }
    let entry = unsafe superblocks + block / Grid.blocksPerSuperblock * DenseList.superblockEntrySize
    let base = unsafe UInt32(littleEndian: entry.loadUnaligned(as: UInt32.self))
    let shift = unsafe entry.load(fromByteOffset: 8, as: UInt8.self)
    let offset = unsafe UInt16(
      littleEndian: offsets.loadUnaligned(fromByteOffset: block * 2, as: UInt16.self))
    return unsafe CellPlace(start: cells + Int(base) + Int(offset) << Int(shift & 31), isSingle: false)
  }

  /// The cell at a place that `place` gave; `nil` where the bytes are damaged.
  @inline(__always)
  func cell(at place: CellPlace) -> Cell? {
    // SAFETY: compared with the end before anything is read.
    guard unsafe place.start < cellsEnd else { return nil }
    if place.isSingle { return unsafe Cell(single: place.start) }
    return unsafe Cell(place.start, limit: cellsEnd)
  }

  /// The cell of a block in which the term occurs; `nil` where the bytes are damaged.
  @inline(__always)
  func cell(_ block: Int) -> Cell? { cell(at: place(block)) }

  /// The documents of a block in which the term occurs.
  @inline(__always)
  func lanes(_ block: Int) -> UInt64 { bound(block) == 0 ? 0 : cell(block)?.lanes ?? 0 }

  /// The documents of a block in which the term occurs in a field; `nil` stands for any.
  @inline(__always)
  func lanes(_ block: Int, in field: Field?) -> UInt64 {
    bound(block) == 0 ? 0 : cell(block)?.lanes(in: field) ?? 0
  }

  /// Has what tells the place of a block's cell brought to the cache.
  @inline(__always)
  func prefetchPlace(_ block: Int) {
    // SAFETY: prefetching reads nothing, and takes any address.
    if let starts = unsafe starts {
      unsafe ftsd_prefetch(starts + block)
    } else {
      unsafe ftsd_prefetch(offsets + block * 2)
    }
  }
}
