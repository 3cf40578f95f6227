import CLMDB

extension Environment {
  /// What LMDB tells of an open environment.
  public struct Info: Sendable, Equatable {
    /// Size of the memory map in bytes: the most the data can grow to.
    public let mapSize: Int
    /// Size of a page in bytes.
    public let pageSize: Int
    /// Number of the last page in use; the data occupy `(lastPage + 1) * pageSize` bytes.
    public let lastPage: Int
    /// Identifier of the last committed write transaction.
    public let lastTransactionID: Int
    /// Reader slots in use, over all processes; slots of idle pooled transactions count.
    public let readers: Int
    /// Reader slots in the lock file.
    public let maxReaders: Int
  }

  /// The state of the environment now.
  public var info: Info {
    var info = unsafe MDB_envinfo()
    var stat = MDB_stat()
    // SAFETY: the handle is open for as long as self lives; both structs are written in full.
    holdingMap {
      unsafe mdb_env_info(handle.pointer, &info)
      unsafe mdb_env_stat(handle.pointer, &stat)
    }
    return unsafe Info(
      mapSize: info.me_mapsize, pageSize: Int(stat.ms_psize), lastPage: info.me_last_pgno,
      lastTransactionID: info.me_last_txnid, readers: Int(info.me_numreaders),
      maxReaders: Int(info.me_maxreaders))
  }

  /// How many write transactions were committed since the one that the oldest reader sees, over all processes: what they
  /// have freed is not used again as long as it reads. 0 where nothing reads.
  public var commitsSinceOldestReader: Int {
    var oldest: Int?
    // SAFETY: the handle is open for as long as self lives. Messages are strings and the context is `oldest`, both for
    // the time of the call, during which nothing else uses it.
    unsafe mdb_reader_list(
      handle.pointer,
      { message, context in
        guard let message = unsafe message, let context = unsafe context else { return 0 }
        let oldest = unsafe context.assumingMemoryBound(to: Int?.self)
        // A heading, and for each slot its process, thread and transaction, which is a dash where it is idle.
        let fields = unsafe String(cString: message).split(whereSeparator: \.isWhitespace)
        if fields.count == 3, let transaction = Int(fields[2]) {
          unsafe oldest.pointee = unsafe min(oldest.pointee ?? transaction, transaction)
        }
        return 0
      }, &oldest)
    return oldest.map { max(0, info.lastTransactionID - $0) } ?? 0
  }
}
