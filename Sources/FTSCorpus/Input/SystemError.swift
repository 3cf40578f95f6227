import Glibc

/// What the last system call of this thread said when it failed.
enum SystemError {
  static var last: String {
    // SAFETY: `strerror` returns a string that lasts until its next call on this thread.
    unsafe String(cString: strerror(errno))
  }
}
