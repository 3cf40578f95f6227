import FTSProtocol
import NIOCore

/// A place where clients connect, open.
struct Listener: Sendable {
  /// As it was configured.
  let place: ListenerConfiguration.Place
  let gate: Gate
  let channel: any Channel
  /// Of a Unix socket that this process has made.
  let socket: ListeningSocket?

  /// Where it is; a port that was left to the system as it was chosen.
  var address: String {
    switch place {
    case .loopback(let address), .page(let address):
      guard let port = channel.localAddress?.port else { return gate.listener }
      return "\(LoopbackAddress(host: address.host, port: UInt16(port)))"
    case .socket, .passed: return gate.listener
    }
  }

  /// Takes no more connections, and removes the file of a socket that this process has made.
  func close() async {
    socket?.removeFile()
    try? await channel.close().get()
  }
}
