/// Where the daemon's socket is.
public struct SocketPath: Equatable, Sendable, CustomStringConvertible {
  /// Bytes a path may have: the room of `sun_path` on Linux, less the zero at its end (unix(7)).
  public static let maximumBytes = 107

  /// As it was given.
  public let path: String

  /// - Throws: `invalidParameter` for a path that is empty, holds a zero byte or is too long for
  ///   a socket.
  public init(_ path: String) throws(Problem) {
    let bytes = path.utf8.count
    guard bytes > 0, !path.utf8.contains(0) else {
      throw Problem(.invalidParameter, "the path of the socket is empty or holds a zero byte")
    }
    guard bytes <= Self.maximumBytes else {
      throw Problem(
        .invalidParameter,
        "the path of a socket may have \(Self.maximumBytes) bytes, this one has \(bytes): \(path)")
    }
    self.path = path
  }

  /// `$XDG_RUNTIME_DIR/ftsd.sock`, or `/run/ftsd.sock` where that variable is not set.
  public static func standard(environment: [String: String]) throws(Problem) -> SocketPath {
    let directory = environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return try SocketPath((directory ?? "/run") + "/ftsd.sock")
  }

  /// For the person in front of it.
  public var description: String { path }
}
