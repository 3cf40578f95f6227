import Glibc
import Synchronization

/// Whether the person at the terminal asked to stop (SIGINT) or the system did (SIGTERM).
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// From here on the first of these signals sets `isRequested`; the second ends the process.
  static func watch() {
    // Made now: a signal handler may not wait for a lazy initialiser.
    flag.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      // SAFETY: the handler stores into a lock-free atomic, which a signal handler may do, and the
      // structure is complete: the handler, an empty mask, and the flag that resets it on use.
      unsafe action.__sigaction_handler.sa_handler = { _ in Interruption.request() }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      // SAFETY: both pointers are valid or null for the call.
      _ = unsafe sigaction(number, &action, nil)
    }
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  private static func request() { flag.store(true, ordering: .relaxed) }
}
