import Glibc

/// A Unix socket that listens and that nobody serves, as a supervisor opens it.
public final class ListeningDescriptor: Sendable {
  /// Why there is none.
  public struct Failure: Error { var number: CInt }

  /// Open as long as this value is there.
  public let descriptor: CInt

  /// Binds to `path`.
  public init(_ path: String) throws {
    descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    precondition(path.utf8.count < 108)
    // SAFETY: the path is shorter than `sun_path`.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    // SAFETY: a sockaddr_un may be passed for a sockaddr with its own size.
    let result = unsafe withUnsafeBytes(of: &address) {
      unsafe bind(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, socklen_t($0.count))
    }
    guard result == 0, listen(descriptor, 16) == 0 else { throw Failure(number: errno) }
  }

  deinit { close(descriptor) }
}
