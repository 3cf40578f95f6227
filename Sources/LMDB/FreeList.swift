/// The list of free pages of a data file, read without LMDB: a tree from transaction numbers to arrays of 8-byte integers,
/// a count and then that many page numbers, descending.
///
/// What is read is not trusted: a part that does not fit is left out, and the pages it would have
/// listed count as in use.
enum FreeList {
  /// Passes the numbers of the free pages, as of the commit of `meta`, to `body`.
  static func forEachPage(
    of meta: MetaPage, _ walker: inout TreeWalker, in file: borrowing DataFile, _ body: (Int) -> Void
  ) throws(LMDBError) {
    var damaged: [Int] = []
    let reader = walker
    try walker.walk(meta.freeList, table: nil, order: .integers, in: file) { (entry) throws(LMDBError) in
      guard let value = try reader.bytes(of: entry, in: file), let pages = pages(value) else {
        return damaged.append(entry.page)
      }
      pages.forEach(body)
    }
    for page in damaged { walker.add("a part of the list of free pages is none", page: page, table: nil) }
  }

  /// The last transaction that has freed pages, as of the commit of `meta`; `nil` where nothing was freed yet, or where the list cannot
  /// be read.
  ///
  /// That is the commit itself, from the second one on: whatever is changed in a tree frees the root that it had (mdb_page_touch and
  /// mdb_freelist_save in LMDB's mdb.c).
  static func lastTransaction(of meta: MetaPage, in file: borrowing DataFile) throws(LMDBError) -> UInt64? {
    var walker = TreeWalker(meta, pages: try file.size() / meta.pageSize, readsOverflow: false)
    var last: UInt64?
    try walker.walk(meta.freeList, table: nil, order: .integers, in: file) { entry in
      last = PageBytes(Array(entry.key)).load(UInt64.self, at: 0)
    }
    return walker.problems.isEmpty ? last : nil
  }

  private static func pages(_ value: PageBytes) -> [Int]? {
    guard let count = value.load(UInt64.self, at: 0), count <= UInt64(max(value.count - 8, 0) / 8) else {
      return nil
    }
    var pages: [Int] = []
    for index in 0..<Int(count) {
      guard let page = value.load(UInt64.self, at: 8 + index * 8).flatMap({ Int(exactly: $0) }), page >= 2,
        pages.last.map({ $0 > page }) ?? true
      else { return nil }
      pages.append(page)
    }
    return pages
  }
}
