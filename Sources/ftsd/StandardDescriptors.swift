import Glibc

/// The descriptors 0, 1 and 2.
enum StandardDescriptors {
  /// Takes those that the process was started without (`ftsd index >&-`), so that no file of the
  /// index gets such a number and what is meant for the standard output. To read and write them
  /// fails as if they were closed.
  static func reserve() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    where fcntl(descriptor, F_GETFD) == -1 {
      // SAFETY: open only reads the path. It takes the lowest number that is free: this one.
      _ = unsafe open("/dev/null", mode)
    }
  }
}
