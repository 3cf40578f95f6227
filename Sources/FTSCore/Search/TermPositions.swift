/// Where the positions of a phrase's term are found, block by block.
@safe enum TermPositions {
  /// The term is in no phrase.
  case none
  /// With where they begin, by block.
  case short(ShortList, starts: UnsafePointer<UInt32>)
  /// With the list's entry, by block.
  case sparse(SparseList, entries: UnsafePointer<UInt32>)
  case dense(DenseList)

  /// A reader of the positions of a block's postings.
  ///
  /// - Parameter block: one of the segment's in which the term occurs.
  func reader(_ block: Int) -> ByteReader {
    // SAFETY: the rows have an entry for every block of the segment.
    switch self {
    case .none: ByteReader(.empty)
    case .short(let list, let starts): unsafe ByteReader(list.positions, at: Int(starts[block]))
    case .sparse(let list, let entries):
      unsafe ByteReader(list.positions, at: list.positionStart(Int(entries[block])))
    case .dense(let list): ByteReader(list.positions, at: list.positionStart(block))
    }
  }

  /// Has what `reader` needs for a block brought to the cache.
  ///
  /// - Parameter block: one of the segment's in which the term occurs.
  @inline(__always)
  func prefetch(_ block: Int) {
    // SAFETY: the rows have an entry for every block of the segment.
    switch self {
    case .none, .short: break
    case .sparse(let list, let entries): unsafe list.prefetchPositionStart(Int(entries[block]))
    case .dense(let list): list.prefetchPositionStart(block)
    }
  }
}
