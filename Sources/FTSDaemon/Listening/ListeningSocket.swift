import FTSProtocol
import Glibc

/// A Unix socket bound to its path: from the first moment for nobody but those it is meant for, in the place of
/// one that a daemon left behind, never in the place of anything else.
struct ListeningSocket: Sendable {
  let path: SocketPath
  /// Bound, not yet listening. The owner of this value closes it.
  let descriptor: CInt
  /// Which file the path named when it was bound.
  private let file: FileIdentity

  /// - Parameter group: `nil` leaves the group that the system gives.
  init(_ path: SocketPath, mode: mode_t, group: gid_t?) throws(ServerError) {
    self.path = path
    try Self.removeStale(path)
    let descriptor = try Self.makeDescriptor(path)
    // The permissions of a socket are set when it is bound, less the mask: setting them
    // afterwards would leave a moment in which anybody may connect.
    let mask = umask(0o177)
    // SAFETY: address and size belong together and are read during the call only.
    let result = unsafe Self.withAddress(of: path) { unsafe Glibc.bind(descriptor, $0, $1) }
    let error = errno
    umask(mask)
    guard result == 0, let file = FileIdentity(path: path.path) else {
      close(descriptor)
      guard error != EADDRINUSE else { throw .alreadyServing(path: path.path) }
      throw .cannotCreate(path: path.path, reason: Self.message(error))
    }
    self.descriptor = descriptor
    self.file = file
    do throws(ServerError) {
      try give(mode: mode, group: group)
    } catch {
      close(descriptor)
      removeFile()
      throw error
    }
  }

  /// Lets others than the owner connect, where they may. The group comes first: until then its members are strangers.
  private func give(mode: mode_t, group: gid_t?) throws(ServerError) {
    if let group {
      // SAFETY: lchown only reads the path, up to the zero byte at its end. The greatest number leaves the owner.
      guard unsafe lchown(path.path, uid_t.max, group) == 0 else {
        throw .cannotCreate(path: path.path, reason: Self.message(errno))
      }
    }
    // SAFETY: chmod only reads the path.
    guard unsafe chmod(path.path, mode) == 0 else {
      throw .cannotCreate(path: path.path, reason: Self.message(errno))
    }
  }

  /// Removes the file, where it still is the one that was bound.
  func removeFile() {
    if FileIdentity(path: path.path) == file { Self.unlink(path) }
  }

  /// Removes a socket on which nobody answers.
  private static func removeStale(_ path: SocketPath) throws(ServerError) {
    guard let file = FileIdentity(path: path.path) else { return }
    guard file.isSocket else { throw .notASocket(path: path.path) }
    let probe = try makeDescriptor(path)
    defer { close(probe) }
    // SAFETY: address and size belong together and are read during the call only.
    let result = unsafe withAddress(of: path) { unsafe connect(probe, $0, $1) }
    let error = errno
    switch (result, error) {
    // EAGAIN: somebody listens, and has more to do than it can.
    case (0, _), (_, EAGAIN): throw .alreadyServing(path: path.path)
    case (_, ECONNREFUSED): unlink(path)
    case (_, ENOENT): break
    default: throw .cannotCreate(path: path.path, reason: message(error))
    }
  }

  private static func makeDescriptor(_ path: SocketPath) throws(ServerError) -> CInt {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { throw .cannotCreate(path: path.path, reason: message(errno)) }
    return descriptor
  }

  private static func unlink(_ path: SocketPath) {
    // SAFETY: the path holds no zero byte but the one at its end.
    _ = unsafe Glibc.unlink(path.path)
  }

  private static func withAddress(
    of path: SocketPath, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
  ) -> CInt {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // SAFETY: `SocketPath` is shorter than `sun_path` by at least the zero byte at the end, which
    // is there because the structure starts as zeros.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.path.utf8) }
    // SAFETY: a sockaddr_un may be passed for a sockaddr with its own size; the pointer does not
    // leave the closure.
    return unsafe withUnsafeBytes(of: &address) {
      unsafe body($0.assumingMemoryBound(to: sockaddr.self).baseAddress!, socklen_t($0.count))
    }
  }

  private static func message(_ number: CInt) -> String {
    // SAFETY: strerror gives a string that lives until the thread's next call; it is copied here.
    unsafe String(cString: strerror(number))
  }
}
