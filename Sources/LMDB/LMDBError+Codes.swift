import CLMDB
import Glibc

extension LMDBError {
  /// The error for a code that `operation` returned.
  ///
  /// - Parameters:
  ///   - code: not zero; negative for LMDB's own codes, else an `errno`.
  ///   - operation: the C function that returned it.
  ///   - path: the file or directory concerned.
  init(code: Int32, operation: String, path: String) {
    self =
      switch code {
      case MDB_NOTFOUND: .notFound
      case MDB_KEYEXIST: .keyExists
      case MDB_MAP_FULL: .mapFull
      case MDB_MAP_RESIZED: .mapResized
      case MDB_READERS_FULL: .readersFull
      case MDB_DBS_FULL: .tablesFull
      case MDB_TXN_FULL: .transactionFull
      case MDB_INVALID: .invalid(path: path)
      case MDB_VERSION_MISMATCH: .versionMismatch(path: path)
      case MDB_CORRUPTED, MDB_PAGE_NOTFOUND: .corrupted(path: path)
      case MDB_PANIC: .panic(path: path)
      case MDB_BAD_TXN: .badTransaction
      case MDB_BAD_DBI, MDB_INCOMPATIBLE: .badTable
      case MDB_BAD_VALSIZE: .badValueSize
      case ENOSPC, EDQUOT: .diskFull(path: path)
      case ENOENT, ENOTDIR: .noSuchFile(path: path)
      case EEXIST: .alreadyExists(path: path)
      case EACCES, EPERM: .permissionDenied(path: path)
      case EROFS: .readOnlyFileSystem(path: path)
      case ENOMEM: .outOfMemory
      default: .other(code: code, operation: operation)
      }
  }

  /// LMDB's or the system's text for a code.
  static func message(_ code: Int32) -> String {
    // SAFETY: for LMDB's codes the text is static; for others it is strerror's buffer, copied at
    // once. A race with another thread's strerror can only garble the text of an unknown code.
    unsafe String(cString: mdb_strerror(code))
  }
}
