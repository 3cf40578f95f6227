import Glibc

/// Where answers go, by whole pieces: an answer costs one system call.
enum StandardOutput {
  /// Ends the process where the reader has gone (`ftsd search … | head -1`): there is nobody left
  /// to tell.
  ///
  /// - Throws: `inputOutput` where the bytes cannot be written.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    do {
      try Files.write(bytes, to: STDOUT_FILENO)
    } catch {
      if error.number == EPIPE { exit(0) }
      throw Failure(.inputOutput, "cannot write to standard output: \(error)")
    }
  }

  static func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }
}

/// Where everything else goes.
enum StandardError {
  /// Whether a person may be watching.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// There is nobody left to tell when this fails.
  static func write(_ text: String) { try? Files.write(Array(text.utf8), to: STDERR_FILENO) }
}
