/// Why a server cannot start, or cannot take other settings.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A process answers on that socket.
  case alreadyServing(path: String)
  /// Something else has that name; it is left alone.
  case notASocket(path: String)
  /// The system does not let the socket be created; `reason` is its own.
  case cannotCreate(path: String, reason: String)
  /// The supervisor has passed a socket that cannot be served on.
  case unusableSocket(name: String, reason: String)
  /// The supervisor has passed a socket of which the settings say nothing.
  case unexpectedSocket(name: String, address: String)
  /// The supervisor has passed no socket of that name.
  case missingSocket(name: String)
  /// The system has no user or group of that name.
  case unknownAccount(kind: String, name: String)

  /// For the person in front of it.
  public var description: String {
    switch self {
    case .alreadyServing(let path): "another ftsd serves on \(path)"
    case .notASocket(let path): "\(path) exists and is not a socket; it is left as it is"
    case .cannotCreate(let path, let reason): "cannot create the socket \(path): \(reason)"
    case .unusableSocket(let name, let reason):
      "the socket '\(name)' that was passed cannot be used: \(reason)"
    case .unexpectedSocket(let name, let address):
      "the settings have no listener for the socket that was passed as '\(name)', \(address)"
    case .missingSocket(let name): "no socket was passed as '\(name)'"
    case .unknownAccount(let kind, let name): "there is no \(kind) '\(name)' on this system"
    }
  }
}
