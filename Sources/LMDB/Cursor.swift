import CLMDB

/// A place in a table, from which to walk on in key order.
///
/// It stands before the first entry, as a new one does, on an entry, or after the last. Every move
/// returns whether it ended on an entry. One thread at a time, as its transaction. A cursor that
/// outlives its transaction throws `badTransaction`.
@safe public final class Cursor {
  private enum Position { case beforeFirst, entry, afterLast }

  private let handle: TransactionHandle
  private let pointer: OpaquePointer
  private var position = Position.beforeFirst
  private var currentKey = unsafe MDB_val()
  private var currentValue = unsafe MDB_val()

  init(_ handle: TransactionHandle, _ table: Table) throws(LMDBError) {
    handle.check(table)
    var pointer: OpaquePointer?
    // SAFETY: the transaction is active and the table belongs to its environment.
    let code = try unsafe mdb_cursor_open(handle.active(), table.handle, &pointer)
    try handle.environment.check(code, "mdb_cursor_open")
    guard let pointer = unsafe pointer else { throw .outOfMemory }
    self.handle = handle
    unsafe self.pointer = pointer
  }

  deinit {
    // SAFETY: the end of a write transaction frees its cursors; those of a read transaction are
    // ours to close, before its end or after.
    if handle.isActive || !handle.isWrite { unsafe mdb_cursor_close(pointer) }
  }

  /// True when the cursor stands on an entry, so that `key` and `value` may be read.
  public var isOnEntry: Bool { position == .entry }

  /// Key of the entry: bytes valid until the transaction ends or, in a write transaction, until
  /// its next update. Empty when the cursor is not on an entry.
  @unsafe public var key: UnsafeRawBufferPointer {
    isOnEntry ? unsafe currentKey.bytes : unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Value of the entry, valid as long as `key`. Empty when the cursor is not on an entry.
  @unsafe public var value: UnsafeRawBufferPointer {
    isOnEntry ? unsafe currentValue.bytes : unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Moves to the entry with the least key.
  @discardableResult public func first() throws(LMDBError) -> Bool {
    try move(MDB_FIRST)
  }

  /// Moves to the following entry; after the last it stays there.
  @discardableResult public func next() throws(LMDBError) -> Bool {
    switch position {
    case .beforeFirst: try first()
    case .entry: try move(MDB_NEXT)
    case .afterLast: false
    }
  }

  /// Moves to the first entry whose key is `key` or greater.
  @discardableResult public func seek(to key: [UInt8]) throws(LMDBError) -> Bool {
    // SAFETY: the bytes are only read, within the closure.
    try unsafe key.withRawBytes { (bytes) throws(LMDBError) in try unsafe seek(to: bytes) }
  }

  /// Moves to the first entry whose key is `key` or greater.
  @unsafe @discardableResult public func seek(to key: UnsafeRawBufferPointer) throws(LMDBError) -> Bool {
    if unsafe key.isEmpty { return try first() }
    unsafe currentKey = unsafe MDB_val(key)
    return try move(MDB_SET_RANGE)
  }

  /// Deletes the entry the cursor stands on; afterwards it stands on none. Write transactions only.
  func delete() throws(LMDBError) {
    _ = try unsafe handle.active()
    // SAFETY: the transaction is active, so the cursor has not been freed.
    try handle.environment.check(unsafe mdb_cursor_del(pointer, 0), "mdb_cursor_del")
    position = .beforeFirst
  }

  private func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
    _ = try unsafe handle.active()
    // SAFETY: the transaction is active, so the cursor is alive; a key passed in through
    // `currentKey` outlives the call.
    let code = unsafe mdb_cursor_get(pointer, &currentKey, &currentValue, operation)
    position = code == MDB_SUCCESS ? .entry : .afterLast
    if code == MDB_NOTFOUND { return false }
    try handle.environment.check(code, "mdb_cursor_get")
    return true
  }
}
