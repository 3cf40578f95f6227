import Glibc

/// The right to be the one writing process of an environment, held until this value goes.
///
/// LMDB itself lets only one writer in at a time, but makes the next one wait; this lock tells it
/// at once. It is advisory, a `flock` on `writer.lock` in the environment's directory, and ends
/// with its holder even when that is killed.
public final class WriterLock: Sendable {
  private let descriptor: Int32

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
