import Glibc

/// This program once more, in a process of its own, with its standard output read here. It shares standard error.
final class ChildProcess {
  /// How it ended.
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
    /// It said nothing for too long, and was killed.
    case silent
  }

  private let identifier: pid_t
  private let output: Int32

  /// - Parameter arguments: without the name of the program.
  init(arguments: [String]) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    // SAFETY: pipe writes two descriptors into an array of two.
    guard unsafe pipe(&ends) == 0 else { throw Self.failure(errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    var identifier: pid_t = 0
    // SAFETY: the actions are made, used and destroyed here; the strings are copied for the call and freed after it, and the
    // array of them ends with a null pointer.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    var strings = unsafe (["ftsd"] + arguments).map { unsafe strdup($0) } + [nil]
    let code = unsafe posix_spawn(&identifier, "/proc/self/exe", &actions, nil, &strings, environ)
    for index in unsafe strings.indices { unsafe free(strings[index]) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    guard code == 0 else {
      close(ends[0])
      throw Self.failure(code)
    }
    self.identifier = identifier
    output = ends[0]
  }

  deinit { close(output) }

  private static func failure(_ code: Int32) -> Failure {
    Failure(.inputOutput, "cannot begin a process: \(SystemError(code))")
  }

  /// Passes the lines that it writes to `body`, until it ends.
  func forEachLine(silence: Duration, _ body: ([UInt8]) -> Void) -> End {
    var pending: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let milliseconds = Int32(clamping: Int(silence / .milliseconds(1)))
    while true {
      var poller = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      // SAFETY: one structure is given, and the number of structures.
      let ready = unsafe poll(&poller, 1, milliseconds)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        kill(identifier, SIGKILL)
        _ = wait()
        return .silent
      }
      // SAFETY: the buffer is valid for the call, and its own count is passed with it.
      let count = unsafe block.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return wait() }
      pending += block[..<count]
      while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        body(Array(pending[..<end]))
        pending.removeSubrange(...end)
      }
    }
  }

  private func wait() -> End {
    var status: Int32 = 0
    // SAFETY: the status is written in full.
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    // As WIFEXITED and WTERMSIG of wait(2) read it.
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
  }
}
