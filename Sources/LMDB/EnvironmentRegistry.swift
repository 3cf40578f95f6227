import Glibc
import Synchronization

/// The environments open in this process, by the directory they are in.
///
/// An environment must not be open twice in a process: closing the lock file through any
/// descriptor drops the process's POSIX locks on it, after which other processes take its readers
/// and writer for dead.
enum EnvironmentRegistry {
  /// SAFETY: Sendable because the reference is never assigned again, and loading it is atomic.
  private struct Entry: @unchecked Sendable {
    private(set) weak var environment: Environment?
    init(_ environment: Environment) { self.environment = environment }
  }

  private static let entries = Mutex<[EnvironmentDirectory.Identity: Entry]>([:])

  /// The environment of `identity`: the open one, else what `open` makes.
  static func environment(
    _ identity: EnvironmentDirectory.Identity,
    orOpen open: () throws(LMDBError) -> Environment
  ) throws(LMDBError) -> Environment {
    while true {
      let found = try entries.withLock { (entries) throws(LMDBError) -> Environment? in
        guard let entry = entries[identity] else {
          let opened = try open()
          entries[identity] = Entry(opened)
          return opened
        }
        return entry.environment
      }
      if let found { return found }
      // Its last reference has gone and another thread is about to close it: wait until it has.
      sched_yield()
    }
  }

  /// Closes an environment whose last reference has gone, before another can take its place.
  static func close(_ identity: EnvironmentDirectory.Identity, _ close: () -> Void) {
    entries.withLock { entries in
      close()
      entries[identity] = nil
    }
  }
}
