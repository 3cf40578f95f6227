import Dispatch
import Glibc

/// Receives what processes tell a supervisor (sd_notify(3)).
public final class DatagramSocket: Sendable {
  /// Why there is none.
  public struct Failure: Error { var number: CInt }

  private let descriptor: CInt

  /// - Parameter name: A path, or a zero byte and a name that is no file.
  public init(_ name: String) throws {
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var timeout = timeval(tv_sec: 10, tv_usec: 0)
    // SAFETY: the option is a timeval, and its size is passed with it.
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    precondition(name.utf8.count < 108)
    // SAFETY: the name is shorter than `sun_path`.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name.utf8) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + name.utf8.count)
    // SAFETY: a sockaddr_un may be passed for a sockaddr, as far as its name goes.
    let result = unsafe withUnsafeBytes(of: &address) {
      unsafe bind(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, size)
    }
    guard result == 0 else { throw Failure(number: errno) }
  }

  deinit { close(descriptor) }

  /// The next message, waited for 10 s on a thread of its own; `nil` where none comes.
  public func receive() async -> String? {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: self.receive(flags: 0)) }
    }
  }

  /// The next message, if it is there.
  public func receiveWithoutWaiting() -> String? { receive(flags: CInt(MSG_DONTWAIT)) }

  private func receive(flags: CInt) -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    // SAFETY: the buffer is valid for the call, and its own count is passed with it.
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe recv(descriptor, $0.baseAddress, $0.count, flags)
    }
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
