import CLMDB
import Glibc

/// An environment's lock file, before LMDB maps it.
enum LockFile {
  static let name = "lock.mdb"
  /// Bytes of the header and of a reader's slot, which have cache lines of their own.
  private static let headerBytes = 128
  private static let slotBytes = 64

  /// Gives the file its room on disk. LMDB makes it without, and the first write into a page that
  /// a full disk has no room for kills the process (SIGBUS).
  ///
  /// The environment must not be open in this process: closing the file drops LMDB's locks on it.
  /// - Throws: `diskFull`. Whatever else is amiss LMDB meets and reports itself.
  static func reserve(
    in directory: EnvironmentDirectory, _ options: Environment.Options
  ) throws(LMDBError) {
    // SAFETY: plain system calls on a descriptor that this function owns.
    let descriptor = unsafe openat(
      directory.descriptor, name, O_RDWR | O_CREAT | O_CLOEXEC, options.fileMode)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = headerBytes + slotBytes * options.maxReaders
    // The size stays as it is: LMDB tells by it whether the file is new.
    guard fallocate(descriptor, Int32(FTS_FALLOC_KEEP_SIZE), 0, bytes) != 0 else { return }
    if errno == ENOSPC || errno == EDQUOT { throw .diskFull(path: directory.path) }
  }
}
