/// What is recorded of a tree: where its root is, and how much hangs from it (`MDB_db` of mdb.c 0.9).
///
///     u32 pad, u16 flags, u16 depth, u64 branch pages, u64 leaf pages, u64 overflow pages, u64 entries, u64 root
struct TreeRoot {
  static let byteCount = 48
  /// In place of a root: the tree is empty.
  private static let noPage = UInt64.max

  let flags: UInt16
  let depth: Int
  let branchPages: UInt64
  let leafPages: UInt64
  let overflowPages: UInt64
  let entries: UInt64
  /// Nil where the tree is empty.
  let page: Int?

  /// Nil where the bytes end before.
  init?(_ bytes: PageBytes, at offset: Int) {
    guard let flags = bytes.load(UInt16.self, at: offset + 4),
      let depth = bytes.load(UInt16.self, at: offset + 6),
      let branchPages = bytes.load(UInt64.self, at: offset + 8),
      let leafPages = bytes.load(UInt64.self, at: offset + 16),
      let overflowPages = bytes.load(UInt64.self, at: offset + 24),
      let entries = bytes.load(UInt64.self, at: offset + 32),
      let page = bytes.load(UInt64.self, at: offset + 40)
    else { return nil }
    self.flags = flags
    self.depth = Int(depth)
    self.branchPages = branchPages
    self.leafPages = leafPages
    self.overflowPages = overflowPages
    self.entries = entries
    self.page = page == Self.noPage ? nil : Int(clamping: page)
  }
}
