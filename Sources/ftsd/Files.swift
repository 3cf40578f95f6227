import Glibc

/// Files and directories as commands need them, with the system's reason where it refuses.
enum Files {
  /// - Throws: `badData` with the reason.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    do {
      let descriptor = try open(path, O_RDONLY)
      defer { close(descriptor) }
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        // SAFETY: the buffer is valid for the call, and its own count is passed with it.
        let count = unsafe block.withUnsafeMutableBytes {
          unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
        }
        guard count >= 0 else { throw SystemError(errno) }
        if count == 0 { return bytes }
        bytes += block[..<count]
      }
    } catch {
      throw Failure(.badData, "cannot read \(path): \(error)")
    }
  }

  /// The same for a file of text.
  ///
  /// - Throws: `badData` with the reason; where it is not UTF-8, with the line.
  static func text(_ path: String) throws(Failure) -> String {
    let bytes = try read(path)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    throw Failure(.badData, "\(path), line \(line + 1): not UTF-8")
  }

  /// Writes a file, over an old one.
  ///
  /// - Throws: `cannotCreate` with the reason.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do {
      let descriptor = try open(path, O_WRONLY | O_CREAT | O_TRUNC)
      defer { close(descriptor) }
      try write(bytes, to: descriptor)
    } catch {
      throw Failure(.cannotCreate, "cannot write \(path): \(error)")
    }
  }

  /// Has `body` write a file by the descriptor it is passed. A regular file is written beside `path` and takes its place
  /// once it is whole and on the disk; where that fails there is what there was.
  ///
  /// - Throws: what `body` throws, and `cannotCreate` with the reason.
  static func replace(_ path: String, _ body: (CInt) throws(Failure) -> Void) throws(Failure) {
    let place = isSpecial(path) ? path : path + ".part"
    do {
      let descriptor = try open(place, O_WRONLY | O_CREAT | O_TRUNC)
      defer { close(descriptor) }
      try body(descriptor)
      if place == path { return }
      // SAFETY: rename only reads both paths, up to the zero bytes at their ends.
      guard fsync(descriptor) == 0, unsafe rename(place, path) == 0 else { throw SystemError(errno) }
    } catch {
      // SAFETY: unlink only reads the path, up to the zero byte at its end.
      if place != path { _ = unsafe unlink(place) }
      throw error as? Failure ?? Failure(.cannotCreate, "cannot write \(path): \(error)")
    }
  }

  /// Whether something is there that is no regular file, as a pipe or a terminal, and cannot be replaced.
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: stat reads the path, up to the zero byte at its end, and fills the structure it is passed.
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  static func write(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // SAFETY: the buffer is valid for the call, and its own count is passed with it.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw SystemError(errno)
      }
    }
  }

  /// Makes the directories that `path` lies in, where they are missing, for their owner alone.
  ///
  /// - Throws: `cannotCreate` with the reason.
  static func makeParents(of path: String) throws(Failure) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let parent = String(path[..<slash])
    // SAFETY: mkdir only reads the path, up to the zero byte at its end.
    if unsafe mkdir(parent, 0o700) == 0 { return }
    switch errno {
    case EEXIST: return
    case ENOENT:
      try makeParents(of: parent)
      // SAFETY: as above.
      if unsafe mkdir(parent, 0o700) == 0 || errno == EEXIST { return }
      fallthrough
    default: throw Failure(.cannotCreate, "cannot create \(parent): \(SystemError(errno))")
    }
  }

  private static func open(_ path: String, _ flags: CInt) throws(SystemError) -> CInt {
    // SAFETY: open only reads the path, up to the zero byte at its end.
    let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError(errno) }
    return descriptor
  }
}

/// An `errno`, and what the system says of it.
struct SystemError: Error, Equatable, CustomStringConvertible {
  let number: CInt

  init(_ number: CInt) { self.number = number }

  var description: String {
    // SAFETY: strerror gives a string that lives until the thread's next call; it is copied here.
    unsafe String(cString: strerror(number))
  }
}
