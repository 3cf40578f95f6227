import Glibc

/// The datagram socket on which a supervisor listens.
struct NotificationSocket: Sendable {
  /// A path, or behind `@` a name that is no file (unix(7), abstract sockets).
  private let name: [UInt8]

  /// `nil` for a name that is neither, or too long.
  init?(_ name: String) {
    guard let first = name.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
      name.utf8.count <= 107
    else { return nil }
    self.name = first == UInt8(ascii: "@") ? [0] + name.utf8.dropFirst() : Array(name.utf8)
  }

  /// - Parameter waits: where the supervisor is behind with reading; else the text is lost then.
  func send(_ text: String, waits: Bool) {
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // SAFETY: the name is shorter than `sun_path`, see `init`.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    // SAFETY: a sockaddr_un may be passed for a sockaddr, here as far as its name goes: the name of an abstract socket ends
    // with the size. Both buffers live until the call returns.
    unsafe withUnsafeBytes(of: &address) { address in
      var text = text
      text.withUTF8 {
        _ = unsafe sendto(
          descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL | (waits ? 0 : MSG_DONTWAIT)),
          address.assumingMemoryBound(to: sockaddr.self).baseAddress!, size)
      }
    }
  }
}
