/// Why a server cannot start.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A process answers on that socket.
  case alreadyServing(path: String)
  /// Something else has that name; it is left alone.
  case notASocket(path: String)
  /// The system does not let the socket be created; `reason` is its own.
  case cannotCreate(path: String, reason: String)

  /// For the person in front of it.
  public var description: String {
    switch self {
    case .alreadyServing(let path): "another ftsd serves on \(path)"
    case .notASocket(let path): "\(path) exists and is not a socket; it is left as it is"
    case .cannotCreate(let path, let reason): "cannot create the socket \(path): \(reason)"
    }
  }
}
