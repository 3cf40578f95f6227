import Glibc
import Synchronization

/// Whether the person at the terminal asked to stop (SIGINT) or the system did (SIGTERM).
enum Interruption {
  private static let flag = Atomic<Bool>(false)
  private static let wakeup = Atomic<CInt>(-1)

  /// From here on the first of these signals sets `isRequested`; the second ends the process.
  static func watch() {
    // Made now: a signal handler may not wait for a lazy initialiser.
    flag.store(false, ordering: .relaxed)
    wakeup.store(-1, ordering: .relaxed)
    // Who starts this process may have them blocked, as threads of Dispatch have.
    var signals = sigset_t()
    // SAFETY: the set is emptied before it is used, and valid for each call.
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    // SAFETY: as above; the old set is not asked for.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      // SAFETY: the handler stores into a lock-free atomic and writes to a descriptor, which a signal handler may do, and the
      // structure is complete: the handler, an empty mask, and the flag that resets it on use.
      unsafe action.__sigaction_handler.sa_handler = { _ in Interruption.request() }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      // SAFETY: both pointers are valid or null for the call.
      _ = unsafe sigaction(number, &action, nil)
    }
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// A descriptor that can be read from once `isRequested`: for who waits for something else as well.
  static func descriptor() throws(Failure) -> CInt {
    var ends: [CInt] = [-1, -1]
    // SAFETY: the call fills an array of two.
    guard unsafe pipe(&ends) == 0 else {
      throw Failure(.inputOutput, "cannot wait for signals: \(SystemError(errno))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakeup.store(ends[1], ordering: .relaxed)
    if isRequested { request() }
    return ends[0]
  }

  private static func request() {
    flag.store(true, ordering: .relaxed)
    // What was interrupted may be about to look at it.
    let error = errno
    defer { errno = error }
    let descriptor = wakeup.load(ordering: .relaxed)
    guard descriptor >= 0 else { return }
    var byte: UInt8 = 0
    // SAFETY: one byte is read, of the one that is there.
    _ = unsafe write(descriptor, &byte, 1)
  }
}
