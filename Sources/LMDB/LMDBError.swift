/// What can go wrong between a caller and an LMDB environment.
///
/// Codes of LMDB and of the system that a caller can act upon have a case of their own; the rest
/// are `other`, with the code and the operation that met it.
public enum LMDBError: Error, Equatable, Sendable {
  /// No such table or entry (`MDB_NOTFOUND`).
  case notFound
  /// The key is there already, or appended keys are out of order (`MDB_KEYEXIST`).
  case keyExists
  /// The map has no room for another page (`MDB_MAP_FULL`): open with a larger `mapSize`.
  case mapFull
  /// Another process wrote beyond this process's map while transactions were open here
  /// (`MDB_MAP_RESIZED`). Try again once they have ended.
  case mapResized
  /// Every reader slot is in use by a live process (`MDB_READERS_FULL`).
  case readersFull
  /// The environment holds as many open tables as `maxTables` allows (`MDB_DBS_FULL`).
  case tablesFull
  /// The write transaction touched too many pages (`MDB_TXN_FULL`): commit in smaller parts.
  case transactionFull
  /// Not an LMDB data file, or one of another machine's word size or byte order (`MDB_INVALID`).
  case invalid(path: String)
  /// The data file was written by an incompatible version of LMDB (`MDB_VERSION_MISMATCH`).
  case versionMismatch(path: String)
  /// A page that is not what its place in the tree demands (`MDB_CORRUPTED`, `MDB_PAGE_NOTFOUND`).
  case corrupted(path: String)
  /// The trees of the data file are not as LMDB writes them, so that it was not opened.
  case damagedTree(path: String, TreeProblem)
  /// An earlier failure left the environment unusable until it is opened anew (`MDB_PANIC`).
  case panic(path: String)
  /// The transaction has ended, or an earlier failure in it forbids all but an abort
  /// (`MDB_BAD_TXN`).
  case badTransaction
  /// The table is of another kind, or was opened after the transaction began (`MDB_BAD_DBI`,
  /// `MDB_INCOMPATIBLE`).
  case badTable
  /// A key that is empty or longer than 511 bytes, or a value of 4 GiB or more
  /// (`MDB_BAD_VALSIZE`).
  case badValueSize
  /// The file system has no room (or no quota) left. Nothing of the transaction was stored.
  case diskFull(path: String)
  /// The directory or its data file does not exist.
  case noSuchFile(path: String)
  /// There is a data file where a new one was to be made.
  case alreadyExists(path: String)
  /// The user may not read or write the path.
  case permissionDenied(path: String)
  /// Writing was asked for on a file system mounted read-only.
  case readOnlyFileSystem(path: String)
  /// Writing was asked of an environment that this process holds open read-only.
  case readOnlyEnvironment(path: String)
  /// The address space or memory asked for is not to be had.
  case outOfMemory
  /// Another holder, here or in another process, has the writer lock; `path` is the lock's file.
  case locked(path: String)
  /// The directory lies on a file system over a network, where LMDB's locks and map do not hold.
  case networkFileSystem(path: String, type: String)
  /// The data file is shorter than the pages it uses; `expected` and `actual` are sizes in bytes.
  case truncated(path: String, expected: Int, actual: Int)
  /// Any other code: negative ones are LMDB's, positive ones `errno`.
  case other(code: Int32, operation: String)
}

extension LMDBError: CustomStringConvertible {
  /// One line for people: what happened, where, and what to do where that is known.
  public var description: String {
    switch self {
    case .notFound: "no such table or entry"
    case .keyExists: "the key exists already, or keys were appended out of order"
    case .mapFull: "the memory map is full; open the environment with a larger map"
    case .mapResized: "another process enlarged the data beyond this process's memory map"
    case .readersFull: "all reader slots are in use"
    case .tablesFull: "too many open tables"
    case .transactionFull: "the write transaction touched too many pages"
    case .invalid(let path): "\(path) is not an LMDB data file"
    case .versionMismatch(let path): "\(path) was written by an incompatible version of LMDB"
    case .corrupted(let path): "\(path) is damaged: a page is not what its place demands"
    case .damagedTree(let path, let problem): "\(path) is damaged: \(problem)"
    case .panic(let path): "\(path) failed earlier and must be opened anew"
    case .badTransaction: "the transaction has ended or failed"
    case .badTable: "the table does not fit the transaction"
    case .badValueSize: "a key must have 1 to 511 bytes, a value less than 4 GiB"
    case .diskFull(let path): "no space left on the file system of \(path)"
    case .noSuchFile(let path): "\(path) does not exist"
    case .alreadyExists(let path): "\(path) exists already"
    case .permissionDenied(let path): "permission denied: \(path)"
    case .readOnlyFileSystem(let path): "\(path) is on a read-only file system"
    case .readOnlyEnvironment(let path): "\(path) is open read-only in this process"
    case .outOfMemory: "out of memory or address space"
    case .locked(let path): "another writer holds \(path)"
    case .networkFileSystem(let path, let type):
      "\(path) is on a network file system (\(type)), where LMDB is not safe"
    case .truncated(let path, let expected, let actual):
      "\(path) is truncated: \(actual) bytes, at least \(expected) expected"
    case .other(let code, let operation): "\(operation): \(Self.message(code)) (\(code))"
    }
  }
}
