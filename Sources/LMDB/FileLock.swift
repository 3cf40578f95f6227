import Glibc

/// A right that one holder has at a time, over all processes, held until this value goes.
///
/// LMDB itself lets only one writer in at a time, but only for a transaction, and makes the next one wait without an
/// end; these locks are for longer undertakings. Each is advisory, a `flock` on a file in the environment's
/// directory, and ends with its holder even when that is killed.
public final class FileLock: Sendable {
  /// What the holder may do.
  public enum Purpose: String, Sendable {
    /// Change what the index consists of.
    case writing = "writer.lock"
    /// Make new parts of the index out of old ones, which stay in place until that is done.
    case merging = "merge.lock"
  }

  /// How long to sleep between two attempts, in microseconds: often at first, since most holders are quick.
  private static let pauses = 1_000...50_000

  private let descriptor: Int32

  /// Takes a lock of the environment in a directory, which need not be open, nor fit to be.
  ///
  /// - Parameter wait: how long to wait for another holder to end.
  /// - Throws: `locked`; `noSuchFile` where there is no directory.
  public static func acquire(
    for purpose: Purpose, inDirectory path: String, wait: Duration
  ) throws(LMDBError) -> FileLock {
    while true {
      let directory = try EnvironmentDirectory(path: path)
      let lock = try FileLock(
        purpose, in: directory, mode: Environment.Options().fileMode, wait: wait, goesOn: { true })
      // Another directory may have taken its place just before.
      if directory.isAt(path) { return lock }
    }
  }

  /// - Parameters:
  ///   - wait: how long to wait for another holder to end; zero fails at once.
  ///   - goesOn: asked while waiting; false gives up.
  init(
    _ purpose: Purpose, in directory: EnvironmentDirectory, mode: UInt32, wait: Duration, goesOn: () -> Bool
  ) throws(LMDBError) {
    let path = directory.path + "/" + purpose.rawValue
    // SAFETY: plain system calls on a descriptor that this object owns.
    let descriptor = unsafe openat(
      directory.descriptor, purpose.rawValue, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw LMDBError(code: errno, operation: "openat", path: path) }
    let deadline = ContinuousClock.now.advanced(by: wait)
    var pause = Self.pauses.lowerBound
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EWOULDBLOCK || code == EINTR, ContinuousClock.now < deadline, goesOn() {
        usleep(UInt32(pause))
        pause = min(pause * 2, Self.pauses.upperBound)
        continue
      }
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
