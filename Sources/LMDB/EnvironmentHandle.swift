import CLMDB

/// LMDB's environment, which serves any thread.
///
/// SAFETY: Sendable because liblmdb synchronises what the module calls on an environment; what it
/// does not (`mdb_dbi_open`, `mdb_env_set_mapsize`) `Environment` calls under its own locks.
@safe struct EnvironmentHandle: @unchecked Sendable {
  @unsafe let pointer: OpaquePointer

  /// Opens the environment in `directory`, which has been checked.
  init(_ directory: EnvironmentDirectory, _ options: Environment.Options) throws(LMDBError) {
    var mapSize = options.mapSize
    while true {
      do throws(LMDBError) {
        unsafe pointer = try Self.open(directory, options, mapSize: mapSize)
        return
      } catch .outOfMemory where mapSize > Environment.Options.minimumMapSize {
        mapSize = max(mapSize / 2, Environment.Options.minimumMapSize)
      }
    }
  }

  @unsafe private static func open(
    _ directory: EnvironmentDirectory, _ options: Environment.Options, mapSize: Int
  ) throws(LMDBError) -> OpaquePointer {
    var created: OpaquePointer?
    // SAFETY: the handle is used by this function alone until it returns, and closed if it throws.
    let code = unsafe mdb_env_create(&created)
    guard let pointer = unsafe created else {
      throw LMDBError(code: code, operation: "mdb_env_create", path: directory.path)
    }
    unsafe mdb_env_set_mapsize(pointer, mapSize)
    unsafe mdb_env_set_maxreaders(pointer, UInt32(clamping: options.maxReaders))
    unsafe mdb_env_set_maxdbs(pointer, UInt32(clamping: options.maxTables))
    // Readahead stays on (no MDB_NORDAHEAD). Of a 787 MB file not in memory it makes single reads at
    // random places slower (0.3 ms, not 0.1), but whole values of 64 KB faster (0.7 ms, not 1.1) and
    // scans, as merges and checks do, faster by ten times (1.7 s, not 15).
    var flags = MDB_NOTLS
    if options.readOnly { flags |= MDB_RDONLY }
    if !options.syncsOnCommit { flags |= MDB_NOSYNC }
    let opened = unsafe mdb_env_open(pointer, directory.path, UInt32(flags), options.fileMode)
    guard opened == MDB_SUCCESS else {
      unsafe mdb_env_close(pointer)
      throw LMDBError(code: opened, operation: "mdb_env_open", path: directory.path)
    }
    return unsafe pointer
  }
}
