import Dispatch
public import FTSProtocol
import Glibc

/// A connection that sends the bytes it is told to, well-formed or not.
public final class RawConnection: Sendable {
  /// The system's reason why there is no connection.
  public struct Failure: Error { var number: CInt }

  private let descriptor: CInt

  /// To the socket at a path.
  public convenience init(_ path: SocketPath) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // SAFETY: `SocketPath` leaves room for the zero byte at the end.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.path.utf8) }
    try self.init(family: AF_UNIX, address)
  }

  /// To a TCP port of this machine.
  public convenience init(port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    try self.init(family: AF_INET, address)
  }

  /// - Parameter address: A structure that begins like a sockaddr of that family.
  private init(family: CInt, _ address: some BitwiseCopyable) throws {
    descriptor = socket(family, CInt(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 60, tv_usec: 0)
    // SAFETY: the option is a timeval, and its size is passed with it.
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    // SAFETY: any such structure may be passed for a sockaddr with its own size.
    let result = unsafe withUnsafeBytes(of: address) {
      unsafe connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, socklen_t($0.count))
    }
    guard result == 0 else { throw Failure(number: errno) }
  }

  deinit { close(descriptor) }

  /// Sends all of it, as far as the other side takes it.
  public func send(_ text: String) { send(Array(text.utf8)[...]) }

  /// The same for any bytes.
  public func send(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      // SAFETY: the buffer is valid for the call, and its own count is passed with it.
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Ends this side; the other may still answer.
  public func endSending() { shutdown(descriptor, CInt(SHUT_WR)) }

  /// What comes until the other side ends, or `text` has come.
  ///
  /// Waits on a thread of its own: the servers under test run on those that tests share.
  public func receive(until text: String? = nil) async -> String {
    await Self.apart { self.receiveBlocking(until: text) }
  }

  /// Sends all of it, and waits on a thread of its own for the other side to take it.
  public func sendApart(_ text: String) async { await Self.apart { self.send(text) } }

  private static func apart<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      // A queue of its own has a thread of its own; the global ones have few that may block.
      DispatchQueue(label: "connection").async { continuation.resume(returning: work()) }
    }
  }

  /// The same on the calling thread.
  public func receiveBlocking(until text: String?) -> String {
    let bytes = receiveBlocking { bytes in
      guard let text else { return false }
      return String(decoding: bytes, as: UTF8.self).contains(text)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What comes until the other side ends, or `isEnough` says so.
  public func receiveBlocking(until isEnough: ([UInt8]) -> Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    while receive(to: &bytes), !isEnough(bytes) {}
    return bytes
  }

  /// Sends piece by piece, ends this side, and gives what comes until the other side ends, or `isEnough` says so. Where the other side
  /// takes nothing on because nobody takes its answers, they are taken.
  public func exchangeBlocking(
    _ pieces: some Sequence<ArraySlice<UInt8>>, until isEnough: ([UInt8]) -> Bool
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in pieces {
      var rest = piece
      while !rest.isEmpty {
        if waitUntilReady() & POLLOUT != 0 {
          // SAFETY: the buffer is valid for the call, and its own count is passed with it.
          let count = unsafe rest.withUnsafeBytes {
            let flags = CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)
            return unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
          }
          if count < 0, errno != EAGAIN, errno != EINTR { break }
          rest = rest.dropFirst(max(0, count))
        } else if !receive(to: &bytes) || isEnough(bytes) {
          return bytes
        }
      }
    }
    endSending()
    while receive(to: &bytes), !isEnough(bytes) {}
    return bytes
  }

  /// Waits until something can be sent or received.
  private func waitUntilReady() -> CInt {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
    // SAFETY: it is one descriptor. After a signal nothing is ready, and receiving waits.
    _ = unsafe poll(&ready, 1, 60_000)
    return CInt(ready.revents)
  }

  /// Takes what there is, or waits for it; false where the other side has ended.
  private func receive(to bytes: inout [UInt8]) -> Bool {
    // SAFETY: the block is valid for the call, and its own count is passed with it.
    unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { block in
      var count: Int
      // A fuzzer has itself woken by a signal now and then.
      repeat {
        count = unsafe recv(descriptor, block.baseAddress, block.count, 0)
      } while count < 0 && errno == EINTR
      if count > 0 { unsafe bytes.append(contentsOf: block[..<count]) }
      return count > 0
    }
  }

  /// Sends and takes all that comes back until the end.
  public static func exchange(_ path: SocketPath, _ request: String) async throws -> String {
    let connection = try RawConnection(path)
    connection.send(request)
    return await connection.receive()
  }

  /// The same through a TCP port of this machine.
  public static func exchange(port: UInt16, _ request: String) async throws -> String {
    let connection = try RawConnection(port: port)
    connection.send(request)
    return await connection.receive()
  }

  /// The answer to a GET that closes the connection.
  public static func get(_ path: SocketPath, _ target: String) async throws -> String {
    try await exchange(path, "GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
  }
}
