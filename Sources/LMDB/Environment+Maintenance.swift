import CLMDB
import Glibc

extension Environment {
  /// Version of the LMDB library in use, as major, minor, patch.
  public static var version: (major: Int, minor: Int, patch: Int) {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    // SAFETY: writes three integers.
    unsafe mdb_version(&major, &minor, &patch)
    return (Int(major), Int(minor), Int(patch))
  }

  /// Clears the reader slots of processes that died; returns how many there were.
  @discardableResult public func checkReaders() throws(LMDBError) -> Int {
    var dead: Int32 = 0
    // SAFETY: the environment is open while self lives.
    try check(unsafe mdb_reader_check(handle.pointer, &dead), "mdb_reader_check")
    return Int(dead)
  }

  /// Waits until all that was committed has reached the disk, whatever `syncsOnCommit` says.
  public func sync() throws(LMDBError) {
    // SAFETY: the environment is open while self lives.
    try check(unsafe mdb_env_sync(handle.pointer, 1), "mdb_env_sync")
  }

  /// Writes a copy of the last commit as an environment of its own into the directory `path`, which
  /// must exist and hold none; returns when it is on disk. Writers go on meanwhile.
  ///
  /// - Parameter compacting: leaves out free pages; slower.
  /// - Throws: `alreadyExists`, `noSuchFile`, `permissionDenied`, `diskFull`. A copy that fails
  ///   leaves no file.
  public func copy(to path: String, compacting: Bool) throws(LMDBError) {
    let target = try EnvironmentDirectory(path: path)
    let file = path + "/" + DataFile.name
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    // SAFETY: strings live for the duration of each call, and the descriptors are open.
    let descriptor = unsafe openat(target.descriptor, DataFile.name, flags, options.fileMode)
    guard descriptor >= 0 else { throw LMDBError(code: errno, operation: "openat", path: file) }
    defer { close(descriptor) }
    do throws(LMDBError) {
      try holdingMap { () throws(LMDBError) in
        // SAFETY: the environment is open while self lives, and so is the descriptor.
        let mode = compacting ? UInt32(MDB_CP_COMPACT) : 0
        let code = unsafe mdb_env_copyfd2(handle.pointer, descriptor, mode)
        try target.check(code, "mdb_env_copyfd2")
      }
      try target.check(fsync(descriptor) == 0 ? 0 : errno, "fsync")
      try target.check(fsync(target.descriptor) == 0 ? 0 : errno, "fsync")
    } catch {
      unsafe unlinkat(target.descriptor, DataFile.name, 0)
      throw error
    }
  }
}
