import FTSProtocol
import Glibc

/// A Unix socket on which a thread sends and waits: as little between the clock and the daemon as there can be.
final class BlockingSocket: @unchecked Sendable {
  /// The system's reason why a socket does not work.
  struct Failure: Error, CustomStringConvertible {
    let operation: String
    let number: CInt

    // SAFETY: strerror gives a string that lives until the thread's next call; it is copied here.
    var description: String { "\(operation): \(unsafe String(cString: strerror(number)))" }
  }

  private let descriptor: CInt

  private init(_ descriptor: CInt) { self.descriptor = descriptor }

  /// Connects to what listens at `path`.
  init(connectedTo path: SocketPath) throws(Failure) {
    descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(operation: "socket", number: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // SAFETY: a `SocketPath` is shorter than `sun_path`, which starts as zeros; the address is read during the call only.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.path.utf8) }
    let connected = unsafe withUnsafeBytes(of: &address) {
      unsafe connect(
        descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, socklen_t($0.count))
    }
    guard connected == 0 else { throw Failure(operation: "connect to \(path)", number: errno) }
  }

  deinit { close(descriptor) }

  /// Two that are connected with each other.
  static func pair() throws(Failure) -> (BlockingSocket, BlockingSocket) {
    var descriptors: [CInt] = [-1, -1]
    // SAFETY: the call writes the two descriptors that the array has room for.
    let result = unsafe socketpair(
      AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &descriptors)
    guard result == 0 else { throw Failure(operation: "socketpair", number: errno) }
    return (BlockingSocket(descriptors[0]), BlockingSocket(descriptors[1]))
  }

  /// The process at the other end.
  func peerProcess() throws(Failure) -> pid_t {
    // `struct ucred` of unix(7): the numbers of process, user and group.
    var credentials: [UInt32] = [0, 0, 0]
    var size = socklen_t(12)
    // SAFETY: the call writes at most `size` bytes into the array of that size.
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else {
      throw Failure(operation: "SO_PEERCRED", number: errno)
    }
    return pid_t(credentials[0])
  }

  /// Sends all of `bytes`.
  func send(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      // SAFETY: the pointer is read within the call, and no further than the array goes.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(operation: "send", number: errno) }
      sent += count
    }
  }

  /// Appends what has arrived to `bytes`, waiting for some; false at the end of the stream.
  func receive(into bytes: inout [UInt8]) throws(Failure) -> Bool {
    // Uninitialised, since clearing it would take longer than most answers.
    let count = unsafe withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { block in
      // SAFETY: the block lives for this call, its own size is passed with it, and what was received is initialised.
      let count = unsafe recv(descriptor, block.baseAddress!, block.count, 0)
      if count > 0 { unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[..<count])) }
      return count
    }
    guard count >= 0 else { throw Failure(operation: "recv", number: errno) }
    return count > 0
  }
}
