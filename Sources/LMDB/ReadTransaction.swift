/// A view of the environment as of one commit, untouched by later ones.
///
/// Begins at `Environment.beginRead()`, ends at `release()` or with the last reference to it or to a
/// cursor of it. While it lives, the pages it can see are not reused, so the data file grows under
/// writes: keep it short.
///
/// May move between threads (the environment is opened with `MDB_NOTLS`) but serves one thread
/// at a time, which is why it is not Sendable: whoever moves it answers for that.
public final class ReadTransaction {
  let handle: TransactionHandle

  init(_ handle: TransactionHandle) { self.handle = handle }

  /// Identifier of the commit seen: equal identifiers mean equal data.
  /// Zero once released.
  public var id: Int { handle.id }

  /// The value stored under `key`, or nil.
  ///
  /// - Returns: bytes in the memory map, valid until `release()`; at any alignment.
  /// - Throws: `badTransaction` after `release()`; `badValueSize` for an empty key.
  @unsafe public func get(_ key: [UInt8], in table: Table) throws(LMDBError) -> UnsafeRawBufferPointer? {
    // SAFETY: the key is only read, within the closure.
    try unsafe key.withRawBytes { (bytes) throws(LMDBError) in try unsafe handle.get(bytes, in: table) }
  }

  /// The value stored under `key`, or nil; as the other `get`, for a key that lies in memory.
  @unsafe public func get(
    _ key: UnsafeRawBufferPointer, in table: Table
  ) throws(LMDBError) -> UnsafeRawBufferPointer? {
    // SAFETY: the caller vouches for the key.
    try unsafe handle.get(key, in: table)
  }

  /// A cursor over `table`, not yet on an entry. Unusable (`badTransaction`) after `release()`.
  public func cursor(_ table: Table) throws(LMDBError) -> Cursor { try Cursor(handle, table) }

  /// The number of entries in `table`.
  public func count(_ table: Table) throws(LMDBError) -> Int { try handle.count(table) }

  /// Pages that hold nothing any more, and that commits may use once no older reader sees them.
  public func freePages() throws(LMDBError) -> Int {
    let cursor = try Cursor(handle, .freePages(of: handle.environment))
    var count = 0
    while try cursor.next() {
      // SAFETY: the value is read while the transaction is active. It begins with a number of pages.
      let value = unsafe cursor.value
      if value.count >= 8 { count += unsafe Int(clamping: value.loadUnaligned(as: UInt64.self)) }
    }
    return count
  }

  /// Gives up the view for the time being, so that it holds back no page: what was got from it must
  /// not be touched until `resume()`.
  public func suspend() { handle.suspend() }

  /// Takes up a suspended view.
  ///
  /// - Returns: true where nothing was committed since: all bytes and cursors got before are valid
  ///   again. False where something was, and the transaction has ended.
  public func resume() -> Bool { handle.resume() }

  /// Ends the transaction and gives its reader slot back to the pool. Further calls do nothing.
  /// All bytes and cursors got from it become invalid.
  public func release() { handle.release() }
}
