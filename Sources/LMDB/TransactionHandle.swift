import CLMDB

/// The C transaction behind a `ReadTransaction` or `WriteTransaction`, shared with its cursors,
/// so that a cursor that outlives its transaction finds out instead of touching freed memory.
///
/// Not Sendable: one thread at a time.
@safe final class TransactionHandle {
  let environment: Environment
  let isWrite: Bool
  /// Nil once the transaction has ended.
  private var pointer: OpaquePointer?
  /// What a suspended transaction saw, and where; nil while it is not suspended.
  private var suspended: (id: Int, map: Int)?

  init(_ pointer: OpaquePointer, isWrite: Bool, of environment: Environment) {
    unsafe self.pointer = pointer
    self.isWrite = isWrite
    self.environment = environment
  }

  deinit {
    // A write transaction ends in its own deinit: by the rules of its thread.
    if !isWrite { release() }
  }

  var isActive: Bool { unsafe pointer != nil && suspended == nil }

  /// LMDB's number for the transaction; zero once it has ended.
  var id: Int {
    guard isActive, let pointer = unsafe pointer else { return 0 }
    // SAFETY: the transaction is active.
    return unsafe mdb_txn_id(pointer)
  }

  /// The C transaction; throws `badTransaction` once it has ended.
  @unsafe func active() throws(LMDBError) -> OpaquePointer {
    guard isActive, let pointer = unsafe pointer else { throw .badTransaction }
    return unsafe pointer
  }

  /// Takes the C transaction away in order to end it; nil when it has ended before.
  @unsafe func take() -> OpaquePointer? {
    defer { unsafe pointer = nil }
    return unsafe pointer
  }

  /// Ends a read transaction, unless it has ended before.
  func release() {
    // SAFETY: taking the pointer makes this its only owner, who hands it on.
    guard let pointer = unsafe take() else { return }
    if suspended != nil { unsafe environment.keep(pointer) } else { unsafe environment.recycle(pointer) }
  }

  /// Gives up the view of a read transaction and keeps its slot.
  func suspend() {
    guard isActive, let pointer = unsafe pointer else { return }
    suspended = (id, environment.mapNumber)
    // SAFETY: the transaction is active.
    unsafe environment.reset(pointer)
  }

  /// Takes up the view where it was left; false, and the transaction has ended, where the data are
  /// no longer the same or no longer in the same place.
  func resume() -> Bool {
    guard let pointer = unsafe pointer, let suspended else { return isActive }
    // SAFETY: the transaction was reset by `suspend`.
    if unsafe environment.renew(pointer) {
      self.suspended = nil
      if id == suspended.id, environment.mapNumber == suspended.map { return true }
    }
    release()
    return false
  }

  /// The value of `key`, or nil.
  @unsafe func get(
    _ key: UnsafeRawBufferPointer, in table: Table
  ) throws(LMDBError) -> UnsafeRawBufferPointer? {
    check(table)
    var mdbKey = unsafe MDB_val(key)
    var value = unsafe MDB_val()
    // SAFETY: the transaction is active, `key` outlives the call, LMDB reads it only.
    let code = try unsafe mdb_get(active(), table.handle, &mdbKey, &value)
    if code == MDB_NOTFOUND { return nil }
    try environment.check(code, "mdb_get")
    return unsafe value.bytes
  }

  /// The number of entries in `table`.
  func count(_ table: Table) throws(LMDBError) -> Int {
    check(table)
    var stat = MDB_stat()
    // SAFETY: the transaction is active; `stat` is written in full on success.
    let code = try unsafe mdb_stat(active(), table.handle, &stat)
    try environment.check(code, "mdb_stat")
    return stat.ms_entries
  }

  /// Traps unless `table` belongs to this transaction's environment.
  func check(_ table: Table) {
    precondition(
      table.environment == ObjectIdentifier(environment), "table of another environment")
  }
}
