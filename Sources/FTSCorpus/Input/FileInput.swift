import Glibc

/// The bytes of a file, a pipe or the standard input, as they are.
final class FileInput: ByteInput {
  private let descriptor: Int32
  private(set) var bytesRead = 0

  /// Opens a file; `-` is the standard input.
  init(path: String) throws(InputError) {
    guard path != "-" else {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      throw InputError(reason: "cannot be opened: \(SystemError.last)", isRefusal: true)
    }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  func next() throws(InputError) -> [UInt8] {
    var failure: String?
    let block = unsafe [UInt8](unsafeUninitializedCapacity: SourceLimits.blockBytes) { buffer, count in
      // SAFETY: `read` writes at most `buffer.count` bytes, and `count` says how many it wrote.
      var length = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      while length < 0, errno == EINTR { length = unsafe read(descriptor, buffer.baseAddress, buffer.count) }
      if length < 0 { failure = SystemError.last }
      count = max(0, length)
    }
    if let failure {
      throw InputError(location: .byte(bytesRead), reason: "cannot be read: \(failure)", isRefusal: true)
    }
    bytesRead += block.count
    return block
  }
}
