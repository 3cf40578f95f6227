import FTSProtocol
import NIOHTTP1

/// Where a daemon listens, and what it wants to see there.
enum Endpoint: Sendable {
  case socket(SocketPath)
  case loopback(LoopbackAddress, BearerToken)

  /// Headers of every request.
  var headers: HTTPHeaders {
    switch self {
    case .socket: ["host": "localhost"]
    case .loopback(let address, let token):
      ["host": address.description, "authorization": token.authorization]
    }
  }
}

extension Endpoint: CustomStringConvertible {
  /// The address.
  var description: String {
    switch self {
    case .socket(let path): path.path
    case .loopback(let address, _): address.description
    }
  }
}
