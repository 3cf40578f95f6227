import CLMDB
import Synchronization

extension Environment {
  /// Opens the table `name`, once; later calls return the same.
  ///
  /// Transactions that began before a table was first opened cannot use it (`badTable` or
  /// `other`): open tables first. Creating one takes a write transaction of its own, so none may be
  /// open on this thread.
  /// - Throws: `notFound` when there is none and `create` is false; `tablesFull`.
  public func table(_ name: String, create: Bool) throws(LMDBError) -> Table {
    do throws(LMDBError) {
      return try openTable(name)
    } catch .notFound where create {
      while true {
        if let table = try createTable(name) { return table }
      }
    }
  }

  private func openTable(_ name: String) throws(LMDBError) -> Table {
    // The lock is held throughout: mdb_dbi_open allows one transaction at a time in a process.
    try tables.withLock { (tables) throws(LMDBError) in
      if let table = tables[name] { return table }
      let transaction = try unsafe begin(write: false)
      defer { readerEnded() }
      let table = try unsafe openTable(name, flags: 0, in: transaction)
      tables[name] = table
      return table
    }
  }

  /// Creates the table, unless another was opened meanwhile; then returns nil.
  ///
  /// The transaction begins before the lock is taken, since beginning may wait for a writer who
  /// wants the lock. But a transaction knows only the handles there were when it began and would
  /// give out a later one a second time, so it is of no use once there are more.
  private func createTable(_ name: String) throws(LMDBError) -> Table? {
    let known = tables.withLock { tables in tables.count }
    let transaction = try unsafe begin(write: true)
    defer { writerEnded() }
    return try tables.withLock { (tables) throws(LMDBError) in
      guard tables.count == known else {
        // SAFETY: the transaction is active and used here alone.
        unsafe mdb_txn_abort(transaction)
        return tables[name]
      }
      let table = try unsafe openTable(name, flags: UInt32(MDB_CREATE), in: transaction)
      tables[name] = table
      return table
    }
  }

  /// Opens the table and ends the transaction, which no one else uses.
  @unsafe private func openTable(
    _ name: String, flags: UInt32, in transaction: OpaquePointer
  ) throws(LMDBError) -> Table {
    var table: UInt32 = 0
    // SAFETY: the transaction is active; commit frees it whether it succeeds or not.
    let opened = unsafe mdb_dbi_open(transaction, name, flags, &table)
    if opened != MDB_SUCCESS { unsafe mdb_txn_abort(transaction) }
    try check(opened, "mdb_dbi_open")
    try check(unsafe mdb_txn_commit(transaction), "mdb_txn_commit")
    return Table(name: name, handle: table, environment: ObjectIdentifier(self))
  }
}
