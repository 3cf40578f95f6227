import FTSProtocol
import Glibc
import NIOCore

/// A listening socket that a supervisor opened before it started this process (sd_listen_fds(3)).
public struct PassedSocket: Equatable, Sendable {
  /// Where clients connect.
  enum Address: Equatable {
    case path(String)
    case port(LoopbackAddress)
  }

  /// The name that the supervisor gave it.
  public let name: String
  let descriptor: CInt
  let address: Address

  /// All that were passed.
  ///
  /// - Parameter environment: of this process.
  /// - Throws: `unusableSocket` for one that is no listening stream socket, or that other machines reach.
  public static func all(environment: [String: String]) throws(ServerError) -> [PassedSocket] {
    guard environment["LISTEN_PID"] == "\(getpid())",
      let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), (1...1024).contains(count)
    else { return [] }
    let names = environment["LISTEN_FDNAMES"]?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    var sockets: [PassedSocket] = []
    for index in 0..<count {
      let name = index < names.count ? String(names[index]) : "unknown"
      sockets.append(try PassedSocket(name: name, descriptor: Self.first + CInt(index)))
    }
    return sockets
  }

  /// The descriptor of the first one: what follows standard error.
  private static let first: CInt = 3

  init(name: String, descriptor: CInt) throws(ServerError) {
    guard Self.option(SO_ACCEPTCONN, descriptor) == 1,
      Self.option(SO_TYPE, descriptor) == CInt(SOCK_STREAM.rawValue)
    else { throw .unusableSocket(name: name, reason: "it is no listening stream socket") }
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
      fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0
    else { throw .unusableSocket(name: name, reason: "the system refuses it") }
    self.name = name
    self.descriptor = descriptor
    address = try Self.address(descriptor, name)
  }
}

extension PassedSocket {
  /// Whether a listener was configured for this socket: by its address or its name.
  func isFor(_ place: ListenerConfiguration.Place) -> Bool {
    switch (place, address) {
    case (.socket(let path, _, _), .path(let own)): path.path == own
    case (.loopback(let address), .port(let own)), (.page(let address), .port(let own)): address == own
    case (.passed(let name), _): name == self.name
    default: false
    }
  }

  private static func option(_ option: CInt, _ descriptor: CInt) -> CInt? {
    var value: CInt = 0
    var size = socklen_t(MemoryLayout<CInt>.size)
    // SAFETY: the option is an integer, and its size is passed with it.
    return unsafe getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : nil
  }

  private static func address(_ descriptor: CInt, _ name: String) throws(ServerError) -> Address {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // SAFETY: the structure has room for any address, and its size is passed with it.
    let result = unsafe withUnsafeMutableBytes(of: &storage) {
      unsafe getsockname(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, &size)
    }
    guard result == 0 else {
      throw .unusableSocket(name: name, reason: "the system does not tell its address")
    }
    // SAFETY: the bytes are copied before the structure goes.
    let bytes = unsafe withUnsafeBytes(of: storage) { unsafe Array($0.prefix(Int(size))) }
    // Behind the family: the path and a zero byte (unix(7)), or the port and then the address (ip(7), ipv6(7)).
    let port = bytes.count >= 4 ? UInt16(bytes[2]) << 8 | UInt16(bytes[3]) : 0
    switch CInt(storage.ss_family) {
    case AF_UNIX where bytes.count > 3 && bytes[2] != 0:
      return .path(String(decoding: bytes[2...].prefix { $0 != 0 }, as: UTF8.self))
    case AF_INET where bytes.count >= 8 && bytes[4..<8] == [127, 0, 0, 1]:
      return .port(LoopbackAddress(host: "127.0.0.1", port: port))
    case AF_INET6 where bytes.count >= 24 && bytes[8..<23].allSatisfy({ $0 == 0 }) && bytes[23] == 1:
      return .port(LoopbackAddress(host: "::1", port: port))
    default:
      throw .unusableSocket(name: name, reason: "it is neither a socket with a path nor one of loopback")
    }
  }
}

extension PassedSocket: CustomStringConvertible {
  /// The address.
  public var description: String {
    switch address {
    case .path(let path): path
    case .port(let address): "\(address)"
    }
  }
}
