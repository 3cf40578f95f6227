/// The parents of the documents of a segment that have one. A parent may be in another segment, or not be indexed.
///
///     varint    number of parents that the segment does not have
///     sized ×   their ids, each once
///     varint ×  by document with a parent: its parent's DocID less its own, zigzag; or 0, then as another varint
///               the place of the parent's id among those
struct ParentColumn {
  /// Where a parent is.
  enum Parent {
    /// In the segment.
    case document(Int)
    /// Elsewhere, if anywhere: the place of its id among `ids`.
    case other(Int)
  }

  /// Of the parents that the segment does not have.
  let ids: [Blob]
  /// The documents that have a parent.
  private let children: DocumentSet
  private let documents: Int
  private let entries: Blob

  /// `nil` where the bytes do not hold what they announce.
  init?(_ content: Blob, children: DocumentSet, documents: Int) {
    var reader = ByteReader(content)
    var ids: [Blob] = []
    let count = reader.varint()
    while ids.count < count, !reader.hasOverrun { ids.append(reader.sized()) }
    if reader.hasOverrun { return nil }
    self.ids = ids
    self.children = children
    self.documents = documents
    entries = reader.bytes(reader.rest)
  }

  /// Passes each document that has a parent to `body`, ascending.
  ///
  /// - Returns: false where the bytes are damaged; what was passed until then is in range.
  func forEach(_ body: (_ document: Int, _ parent: Parent) -> Void) -> Bool {
    var reader = ByteReader(entries)
    var isDamaged = false
    for block in 0..<Grid.blocks(documents) where !isDamaged {
      let first = block * Grid.blockSize
      let existing = UInt64.max >> UInt64(Grid.blockSize - min(Grid.blockSize, documents - first))
      (children[block] & existing).forEachLane { lane in
        let code = reader.varint()
        if code == 0 {
          let place = reader.varint()
          guard place < ids.count, !reader.hasOverrun else {
            isDamaged = true
            return
          }
          body(first + lane, .other(place))
        } else {
          let parent = first + lane + (code >> 1 ^ -(code & 1))
          guard (0..<documents).contains(parent) else {
            isDamaged = true
            return
          }
          body(first + lane, .document(parent))
        }
      }
    }
    return !isDamaged && !reader.hasOverrun && reader.isAtEnd
  }
}
