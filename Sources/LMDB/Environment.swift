import CLMDB
import Glibc
import Synchronization

/// An LMDB environment: a directory with one memory-mapped file of tables, read by any number of
/// processes while one writes.
///
/// A directory is open at most once in a process: opening it again gives the same object. It closes
/// when the last reference goes; transactions hold one.
public final class Environment: Sendable {
  /// Idle read transactions kept for reuse; more are closed on release.
  private static let poolCapacity = 64

  /// What the transactions of this process share.
  private struct State: Sendable {
    /// Reset read transactions, each with a reader slot of its own.
    var pool: [ResetTransaction] = []
    /// Transactions begun and not ended, readers and writer.
    var active = 0
    /// How often the map has moved.
    var mapNumber = 0
    /// The thread of the open write transaction.
    var writer: pthread_t?
  }

  let directory: EnvironmentDirectory
  let handle: EnvironmentHandle
  let options: Options
  private let state = Mutex(State())
  /// The tables opened so far; held locked while LMDB opens another.
  let tables = Mutex<[String: Table]>([:])
  /// Whether the trees have been found sound since the environment was opened.
  let areTreesSound = Mutex(false)

  /// The path under which the environment was first opened.
  public var path: String { directory.path }

  /// Opens the environment in the directory `path`, which must exist; creates its files unless
  /// `options.readOnly`.
  ///
  /// - Throws: `noSuchFile`, `permissionDenied`, `readOnlyFileSystem`, `networkFileSystem`,
  ///   `truncated`, `invalid`, `versionMismatch`, `damagedTree`, `diskFull`; `readOnlyEnvironment` when this
  ///   process has it open read-only and writing is asked for.
  public static func open(path: String, options: Options = Options()) throws(LMDBError) -> Environment {
    let directory = try EnvironmentDirectory(path: path)
    let environment = try EnvironmentRegistry.environment(directory.identity) { () throws(LMDBError) in
      try directory.check(options)
      try LockFile.reserve(in: directory, options)
      let isNew = directory.dataFileIdentity == nil
      do throws(LMDBError) {
        return Environment(directory, try EnvironmentHandle(directory, options), options)
      } catch {
        if isNew { directory.removeUnfinishedDataFile() }
        throw error
      }
    }
    try environment.checkTreesOnce()
    if environment.options.readOnly && !options.readOnly { throw .readOnlyEnvironment(path: path) }
    try environment.checkReaders()
    return environment
  }

  private init(_ directory: EnvironmentDirectory, _ handle: EnvironmentHandle, _ options: Options) {
    self.directory = directory
    self.handle = handle
    self.options = options
  }

  deinit {
    let idle = state.withLock { state in state.pool }
    EnvironmentRegistry.close(directory.identity) {
      // SAFETY: no transaction is open, since each holds a reference to the environment.
      for transaction in idle { unsafe mdb_txn_abort(transaction.pointer) }
      unsafe mdb_env_close(handle.pointer)
    }
  }

  /// Whether `path` leads to this environment's directory: false once that has been moved away or
  /// removed, though what is open goes on working.
  public func isAt(_ path: String) -> Bool { directory.isAt(path) }

  /// Begins a read transaction on the last commit, from the pool where it has one.
  ///
  /// - Throws: `readersFull` when all slots belong to live readers; `mapResized` when another
  ///   process outgrew this one's map and transactions are open here.
  public func beginRead() throws(LMDBError) -> ReadTransaction {
    let idle = state.withLock { state in
      state.active += 1
      return state.pool.popLast()
    }
    if let idle {
      // SAFETY: the transaction was reset, and out of the pool it is ours alone.
      if unsafe mdb_txn_renew(idle.pointer) == MDB_SUCCESS {
        return ReadTransaction(unsafe TransactionHandle(idle.pointer, isWrite: false, of: self))
      }
      // Begin a new one instead, which meets the same condition or not.
      unsafe mdb_txn_abort(idle.pointer)
    }
    readerEnded()
    return ReadTransaction(unsafe TransactionHandle(try begin(write: false), isWrite: false, of: self))
  }

  /// Begins the write transaction, waiting for another thread's or process's to end.
  ///
  /// It must end on this thread. Traps when this thread has one open already (LMDB would wait for
  /// ever).
  /// - Throws: `readOnlyEnvironment`, `mapResized`, `panic`.
  public func beginWrite() throws(LMDBError) -> WriteTransaction {
    WriteTransaction(unsafe TransactionHandle(try begin(write: true), isWrite: true, of: self))
  }

  /// Runs `body` with a read transaction that is released when it returns.
  public func read<R>(_ body: (ReadTransaction) throws(LMDBError) -> R) throws(LMDBError) -> R {
    let transaction = try beginRead()
    defer { transaction.release() }
    return try body(transaction)
  }

  /// Takes a lock.
  ///
  /// - Parameters:
  ///   - wait: how long to wait for another holder to end; by default not at all.
  ///   - goesOn: asked now and then while waiting; false gives up.
  /// - Throws: `locked` when another holder has it, in this process or another.
  public func lock(
    for purpose: FileLock.Purpose, wait: Duration = .zero, while goesOn: () -> Bool = { true }
  ) throws(LMDBError) -> FileLock {
    try FileLock(purpose, in: directory, mode: options.fileMode, wait: wait, goesOn: goesOn)
  }

  /// Runs `body`, which reads the map without a transaction of ours, so that the map stays in place.
  func holdingMap<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    state.withLock { state in state.active += 1 }
    defer { readerEnded() }
    return try body()
  }

  /// Begins a C transaction, counts it as active, and recovers once from what can be recovered.
  @unsafe func begin(write: Bool) throws(LMDBError) -> OpaquePointer {
    if write && options.readOnly { throw .readOnlyEnvironment(path: path) }
    var pointer: OpaquePointer?
    for isRetry in [false, true] {
      state.withLock { state in
        if write {
          precondition(state.writer != pthread_self(), "this thread has a write transaction open")
        }
        state.active += 1
      }
      // SAFETY: the environment is open while self lives.
      let code = unsafe mdb_txn_begin(handle.pointer, nil, write ? 0 : UInt32(MDB_RDONLY), &pointer)
      if code == MDB_SUCCESS, let pointer = unsafe pointer {
        if write { state.withLock { state in state.writer = pthread_self() } }
        return unsafe pointer
      }
      readerEnded()
      guard !isRetry, try recover(from: code) else {
        throw LMDBError(code: code, operation: "mdb_txn_begin", path: path)
      }
    }
    throw .badTransaction
  }

  /// Mends what kept a transaction from beginning; returns whether to try again.
  private func recover(from code: Int32) throws(LMDBError) -> Bool {
    switch code {
    case MDB_READERS_FULL:
      return try checkReaders() > 0
    case MDB_MAP_RESIZED:
      // Holding the lock keeps transactions from beginning; LMDB demands that none is open.
      return state.withLock { state in
        // SAFETY: no transaction of this process is active.
        guard state.active == 0, unsafe mdb_env_set_mapsize(handle.pointer, 0) == MDB_SUCCESS else {
          return false
        }
        state.mapNumber += 1
        return true
      }
    default:
      return false
    }
  }

  /// Counts a read transaction, or one that failed to begin, as ended.
  func readerEnded() { state.withLock { state in state.active -= 1 } }

  /// Counts this thread's write transaction as ended.
  func writerEnded() {
    state.withLock { state in
      state.active -= 1
      // Another thread may have begun the next one already.
      if state.writer == pthread_self() { state.writer = nil }
    }
  }

  /// Ends a read transaction and keeps it for the next, or closes it when there are enough.
  @unsafe func recycle(_ pointer: OpaquePointer) {
    unsafe reset(pointer)
    unsafe keep(pointer)
  }

  /// How often the map has moved.
  var mapNumber: Int { state.withLock { state in state.mapNumber } }

  /// Ends the view of a read transaction, which stays its owner's.
  @unsafe func reset(_ pointer: OpaquePointer) {
    // SAFETY: the transaction is active.
    unsafe mdb_txn_reset(pointer)
    readerEnded()
  }

  /// Begins the view of a transaction that was reset; false where that is not possible.
  @unsafe func renew(_ pointer: OpaquePointer) -> Bool {
    state.withLock { state in state.active += 1 }
    // SAFETY: the transaction was reset.
    if unsafe mdb_txn_renew(pointer) == MDB_SUCCESS { return true }
    readerEnded()
    return false
  }

  /// Keeps a transaction that was reset for the next reader, or closes it when there are enough.
  @unsafe func keep(_ pointer: OpaquePointer) {
    let transaction = unsafe ResetTransaction(pointer: pointer)
    let isKept = state.withLock { state in
      guard state.pool.count < Self.poolCapacity else { return false }
      state.pool.append(transaction)
      return true
    }
    if !isKept { unsafe mdb_txn_abort(pointer) }
  }

  /// Throws the error for a code of LMDB unless it is success.
  func check(_ code: Int32, _ operation: StaticString) throws(LMDBError) {
    try directory.check(code, operation)
  }
}
