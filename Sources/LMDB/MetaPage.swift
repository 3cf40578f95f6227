import Glibc

/// One of the two meta pages at the head of a data file; commits write them in turn. The one of the later transaction counts.
///
/// Layout (mdb.c of 0.9, 64-bit): a page header of 16 bytes (page number 8, pad 2, flags 2, bounds
/// 4), then at 16 magic 4, version 4, address 8, map size 8; at 40 and 88 the records of the free
/// list and of the main table, 48 bytes each (page size 4, flags 2, depth 2, three page counts and
/// an entry count of 8, root page 8); at 136 the last page in use 8; at 144 the transaction 8.
struct MetaPage {
  private static let byteCount = 152
  private static let magic: UInt32 = 0xBEEF_C0DE
  private static let version: UInt32 = 1
  private static let metaFlag: UInt16 = 0x08

  /// Bytes in a page.
  let pageSize: Int
  /// Pages in use or free: the number of the last one, plus one.
  let pageCount: Int
  /// The tree of the list of free pages.
  let freeList: TreeRoot
  /// The tree of the named tables.
  let tables: TreeRoot
  /// The transaction that wrote the page.
  let transactionID: UInt64

  /// The meta page of the last commit in `file`.
  ///
  /// - Throws: `invalid`, `versionMismatch`; `truncated` for a file without both.
  static func newest(in file: borrowing DataFile) throws(LMDBError) -> MetaPage {
    try ordered(in: file).newest
  }

  /// The one of the later transaction, by their numbers, and the other one.
  ///
  /// - Throws: as `newest`.
  static func ordered(in file: borrowing DataFile) throws(LMDBError) -> (newest: MetaPage, other: MetaPage) {
    let (first, second) = try both(in: file)
    return second.transactionID > first.transactionID ? (second, first) : (first, second)
  }

  /// The meta page that a transaction wrote, and the other one; nil where later ones have overwritten it.
  static func of(transaction id: Int, in file: borrowing DataFile) throws(LMDBError) -> (
    own: MetaPage, other: MetaPage
  )? {
    let (first, second) = try both(in: file)
    let id = UInt64(truncatingIfNeeded: id)
    if first.transactionID == id { return (first, second) }
    return second.transactionID == id ? (second, first) : nil
  }

  /// The two, in the order of the file.
  private static func both(in file: borrowing DataFile) throws(LMDBError) -> (MetaPage, MetaPage) {
    let size = try file.size()
    guard size > 0 else {
      throw .truncated(path: file.path, expected: 2 * sysconf(Int32(_SC_PAGESIZE)), actual: 0)
    }
    guard let head = try file.read(count: byteCount, at: 0) else { throw .invalid(path: file.path) }
    let first = try MetaPage(head, path: file.path)
    guard let next = try file.read(count: byteCount, at: first.pageSize) else {
      throw .truncated(path: file.path, expected: 2 * first.pageSize, actual: size)
    }
    let second = try MetaPage(next, path: file.path)
    guard first.pageSize == second.pageSize else { throw .invalid(path: file.path) }
    return (first, second)
  }

  private init(_ bytes: PageBytes, path: String) throws(LMDBError) {
    guard let flags = bytes.load(UInt16.self, at: 10), flags & Self.metaFlag != 0,
      bytes.load(UInt32.self, at: 16) == Self.magic
    else { throw .invalid(path: path) }
    guard bytes.load(UInt32.self, at: 20) == Self.version else { throw .versionMismatch(path: path) }
    guard let pageSize = bytes.load(UInt32.self, at: 40), (512...65_536).contains(pageSize),
      pageSize.nonzeroBitCount == 1,
      let freeList = TreeRoot(bytes, at: 40), let tables = TreeRoot(bytes, at: 88),
      let lastPage = bytes.load(UInt64.self, at: 136), lastPage < UInt64(Int.max),
      let transactionID = bytes.load(UInt64.self, at: 144)
    else { throw .invalid(path: path) }
    self.pageSize = Int(pageSize)
    self.pageCount = Int(lastPage) + 1
    self.freeList = freeList
    self.tables = tables
    self.transactionID = transactionID
  }
}
