import Glibc

/// An environment's data file, read with plain system calls before LMDB maps it: a page missing
/// from a map kills the process (SIGBUS), a short read does not.
struct DataFile: ~Copyable {
  static let name = "data.mdb"

  let path: String
  private let descriptor: Int32

  /// Opens the data file in `directory`; nil when there is none.
  init?(in directory: EnvironmentDirectory) throws(LMDBError) {
    path = directory.path + "/" + Self.name
    // SAFETY: the string lives for the duration of the call.
    descriptor = unsafe openat(directory.descriptor, Self.name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw LMDBError(code: errno, operation: "openat", path: path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Size in bytes.
  func size() throws(LMDBError) -> Int {
    var status = stat()
    // SAFETY: the descriptor is open and `status` is written in full.
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw LMDBError(code: errno, operation: "fstat", path: path)
    }
    return Int(status.st_size)
  }

  /// The `count` bytes at `offset`, or nil when the file ends before.
  func read(count: Int, at offset: Int) throws(LMDBError) -> PageBytes? {
    var bytes = [UInt8](repeating: 0, count: count)
    // SAFETY: pread writes at most `count` bytes into an array of that size.
    let length = unsafe pread(descriptor, &bytes, count, offset)
    guard length >= 0 else { throw LMDBError(code: errno, operation: "pread", path: path) }
    return length == count ? PageBytes(bytes) : nil
  }

  /// Checks that the file is LMDB's and holds every page that is in use.
  ///
  /// - Throws: `invalid`, `versionMismatch`, `truncated`.
  func check() throws(LMDBError) {
    var meta = try MetaPage.newest(in: self)
    while true {
      // The size is read after the meta page: a commit extends the file before it writes that.
      let size = try size()
      let needed = meta.pageCount.multipliedReportingOverflow(by: meta.pageSize)
      if !needed.overflow && size >= needed.partialValue { return }
      // Pages taken and freed again by one transaction are never written. So the file may end
      // early, provided that all the pages beyond are free.
      let missing = size / meta.pageSize..<meta.pageCount
      if try freePages(of: meta, in: missing) == missing.count { return }
      // Another process may have committed and reused what was just read: look again.
      let again = try MetaPage.newest(in: self)
      if again.transactionID == meta.transactionID {
        throw .truncated(
          path: path, expected: needed.overflow ? .max : needed.partialValue, actual: size)
      }
      meta = again
    }
  }

  /// How many of some pages are on the list of free ones.
  private func freePages(of meta: MetaPage, in range: Range<Int>) throws(LMDBError) -> Int {
    var walker = TreeWalker(meta, pages: range.lowerBound, readsOverflow: false)
    var found: Set<Int> = []
    try FreeList.forEachPage(of: meta, &walker, in: self) { if range.contains($0) { found.insert($0) } }
    return found.count
  }
}
