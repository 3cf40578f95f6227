import CLMDB
import Glibc

/// The one writer's changes, which become visible and durable together at `commit()` or not at all.
///
/// Begins at `Environment.beginWrite()`; without `commit()` it is aborted when the value goes.
/// **It must end on the thread on which it began**: LMDB's writer lock belongs to that thread, and
/// a commit elsewhere would lock out every later writer. So no suspension point may lie inside;
/// updates, commit and abort trap on another thread.
///
/// Bytes got from it are valid until its next update or its end. After an update has thrown
/// anything but `keyExists`, `badValueSize` or `notFound`, only an abort is of use.
public struct WriteTransaction: ~Copyable {
  private let handle: TransactionHandle
  private let thread: pthread_t

  init(_ handle: TransactionHandle) {
    self.handle = handle
    self.thread = pthread_self()
  }

  deinit {
    if handle.isActive { end() }
  }

  /// Identifier that the commit of this transaction will have.
  public var id: Int { handle.id }

  /// The value stored under `key`, with the changes of this transaction, or nil.
  @unsafe public func get(_ key: [UInt8], in table: Table) throws(LMDBError) -> UnsafeRawBufferPointer? {
    // SAFETY: the key is only read, within the closure.
    try unsafe key.withRawBytes { (bytes) throws(LMDBError) in try unsafe handle.get(bytes, in: table) }
  }

  /// The value stored under `key`, with the changes of this transaction, or nil.
  @unsafe public func get(
    _ key: UnsafeRawBufferPointer, in table: Table
  ) throws(LMDBError) -> UnsafeRawBufferPointer? {
    // SAFETY: the caller vouches for the key.
    try unsafe handle.get(key, in: table)
  }

  /// A cursor over `table` that sees the changes of this transaction.
  public func cursor(_ table: Table) throws(LMDBError) -> Cursor { try Cursor(handle, table) }

  /// The number of entries in `table`.
  public func count(_ table: Table) throws(LMDBError) -> Int { try handle.count(table) }

  /// Stores `value` under `key`.
  public mutating func put(
    _ key: [UInt8], _ value: [UInt8], in table: Table, _ mode: PutMode = .replace
  ) throws(LMDBError) {
    // SAFETY: the bytes are only read, within the closure.
    try unsafe value.withRawBytes { (bytes) throws(LMDBError) in
      try unsafe put(key, bytes, in: table, mode)
    }
  }

  /// Stores `value`, copied from memory, under `key`.
  @unsafe public mutating func put(
    _ key: [UInt8], _ value: UnsafeRawBufferPointer, in table: Table, _ mode: PutMode = .replace
  ) throws(LMDBError) {
    // SAFETY: the key is only read, within the closure; the caller vouches for the value.
    try unsafe key.withRawBytes { (bytes) throws(LMDBError) in
      try unsafe put(bytes, value, in: table, mode)
    }
  }

  /// Stores `value` under `key`, both copied from memory that is not the table's own.
  @unsafe public mutating func put(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, in table: Table,
    _ mode: PutMode = .replace
  ) throws(LMDBError) {
    // SAFETY: the caller vouches for key and value, which are only read.
    var mdbValue = unsafe MDB_val(value)
    try unsafe put(key, &mdbValue, in: table, flags: mode.flags)
  }

  /// Stores a value of `count` bytes under `key` and has `fill` write it in place.
  ///
  /// `fill` must write every byte (what it leaves out is whatever memory held) and must not
  /// keep the pointer. `append` promises that the key sorts after all others in the table.
  @unsafe public mutating func reserve(
    _ key: [UInt8], count: Int, in table: Table, append: Bool = false,
    _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(LMDBError) {
    // SAFETY: LMDB points `value` at `count` bytes of the page, which are the transaction's own
    // until its next update; `fill` runs before that.
    var value = unsafe MDB_val(mv_size: count, mv_data: nil)
    let mode: PutMode = append ? .append : .replace
    try unsafe key.withRawBytes { (bytes) throws(LMDBError) in
      try unsafe put(bytes, &value, in: table, flags: mode.flags | UInt32(MDB_RESERVE))
    }
    unsafe fill(UnsafeMutableRawBufferPointer(start: value.mv_data, count: value.mv_size))
  }

  /// Deletes the entry of `key`; returns whether there was one.
  @discardableResult
  public mutating func delete(_ key: [UInt8], in table: Table) throws(LMDBError) -> Bool {
    checkThread()
    handle.check(table)
    // SAFETY: the transaction is active and LMDB only reads the key, within the closure.
    let code = try unsafe key.withRawBytes { (bytes) throws(LMDBError) in
      var mdbKey = unsafe MDB_val(bytes)
      return try unsafe mdb_del(handle.active(), table.handle, &mdbKey, nil)
    }
    if code == MDB_NOTFOUND { return false }
    try handle.environment.check(code, "mdb_del")
    return true
  }

  /// Deletes the entries with keys from `lowerBound` up to but not including `upperBound`, or to
  /// the end of the table when that is nil, but no more than `limit`. Returns their number.
  @discardableResult public mutating func deleteRange(
    from lowerBound: [UInt8], upTo upperBound: [UInt8]?, in table: Table, limit: Int = .max
  ) throws(LMDBError) -> Int {
    checkThread()
    let cursor = try Cursor(handle, table)
    var count = 0
    // Seeking anew each time costs a descent, and asks nothing of where a deletion leaves a cursor.
    while count < limit, try cursor.seek(to: lowerBound) {
      // SAFETY: the key is read before the deletion makes it invalid.
      if let upperBound, unsafe !cursor.key.lexicographicallyPrecedes(upperBound) { break }
      try cursor.delete()
      count += 1
    }
    return count
  }

  /// Deletes the entries whose keys begin with `prefix`, but no more than `limit`; returns their number. An
  /// empty prefix empties the table.
  @discardableResult
  public mutating func deletePrefix(
    _ prefix: [UInt8], in table: Table, limit: Int = .max
  ) throws(LMDBError) -> Int {
    // The least key beyond all with this prefix: the last byte that can grow, grown.
    var upperBound = prefix
    while upperBound.last == 0xFF { upperBound.removeLast() }
    if let last = upperBound.popLast() { upperBound.append(last + 1) }
    return try deleteRange(
      from: prefix, upTo: upperBound.isEmpty ? nil : upperBound, in: table, limit: limit)
  }

  /// Makes the changes durable and visible to the transactions that begin afterwards.
  ///
  /// - Throws: `diskFull`, after which the environment is as before the transaction; `other` when
  ///   the device fails, after which only opening it anew tells which commit it holds.
  public consuming func commit() throws(LMDBError) {
    checkThread()
    guard let pointer = unsafe handle.take() else { throw .badTransaction }
    // SAFETY: the transaction is active, this is its thread, and the call frees it in any case.
    let code = unsafe mdb_txn_commit(pointer)
    handle.environment.writerEnded()
    try handle.environment.check(code, "mdb_txn_commit")
  }

  /// Drops the changes.
  public consuming func abort() { end() }

  private func end() {
    checkThread()
    guard let pointer = unsafe handle.take() else { return }
    // SAFETY: the transaction is active, this is its thread, and the call frees it.
    unsafe mdb_txn_abort(pointer)
    handle.environment.writerEnded()
  }

  @unsafe private mutating func put(
    _ key: UnsafeRawBufferPointer, _ value: inout MDB_val, in table: Table, flags: UInt32
  ) throws(LMDBError) {
    checkThread()
    handle.check(table)
    var mdbKey = unsafe MDB_val(key)
    // SAFETY: the transaction is active; key and value outlive the call.
    let code = try unsafe mdb_put(handle.active(), table.handle, &mdbKey, &value, flags)
    try handle.environment.check(code, "mdb_put")
  }

  private func checkThread() {
    precondition(
      pthread_equal(thread, pthread_self()) != 0, "a write transaction left the thread it began on")
  }
}
