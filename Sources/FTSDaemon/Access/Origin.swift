import NIOCore

/// Where a connection comes from.
enum Origin: Equatable, Sendable {
  /// A process on this machine, through a Unix socket.
  case process(PeerCredentials)
  /// An address and port, through TCP, to that port here.
  case network(String, to: UInt16)
  /// The system does not tell.
  case unknown

  /// - Precondition: The caller is on the connection's event loop.
  init(of connection: any Channel) {
    if let address = connection.remoteAddress, address.protocol != .unix {
      let port = connection.localAddress?.port.flatMap { UInt16(exactly: $0) }
      self = .network("\(address.ipAddress ?? "?"):\(address.port ?? 0)", to: port ?? 0)
      return
    }
    let credentials = try? connection.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self
    ) { PeerCredentials(descriptor: $0) }
    if case .some(.some(let credentials)) = credentials {
      self = .process(credentials)
    } else {
      self = .unknown
    }
  }
}

extension Origin: CustomStringConvertible {
  /// For logs.
  var description: String {
    switch self {
    case .process(let credentials): "\(credentials)"
    case .network(let address, _): address
    case .unknown: "unknown"
    }
  }
}
