import Glibc

/// The right to be the one writing process of an environment, held until this value goes.
///
/// LMDB itself lets only one writer in at a time, but makes the next one wait; this lock tells it
/// at once. It is advisory, a `flock` on `writer.lock` in the environment's directory, and ends
/// with its holder even when that is killed.
public final class WriterLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of the environment in a directory, which need not be open, nor fit to be.
  ///
  /// - Throws: `locked`; `noSuchFile` where there is no directory.
  public static func acquire(inDirectory path: String) throws(LMDBError) -> WriterLock {
    while true {
      let directory = try EnvironmentDirectory(path: path)
      let lock = try WriterLock(in: directory, mode: Environment.Options().fileMode)
      // Another directory may have taken its place just before.
      if directory.isAt(path) { return lock }
    }
  }

  init(in directory: EnvironmentDirectory, mode: UInt32) throws(LMDBError) {
    let name = "writer.lock"
    let path = directory.path + "/" + name
    // SAFETY: plain system calls on a descriptor that this object owns.
    let descriptor = unsafe openat(directory.descriptor, name, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw LMDBError(code: errno, operation: "openat", path: path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK
        ? .locked(path: path) : LMDBError(code: code, operation: "flock", path: path)
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing would not do while a child of this process, forked a moment ago, still has the file
    // open.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
