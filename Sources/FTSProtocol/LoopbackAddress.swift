/// A TCP port on this machine, which no other machine reaches.
public struct LoopbackAddress: Equatable, Sendable, CustomStringConvertible {
  /// `127.0.0.1` or `::1`.
  public let host: String
  /// 0 lets the system choose one.
  public let port: UInt16

  /// - Parameter address: `127.0.0.1:PORT`, `[::1]:PORT` or `localhost:PORT`.
  /// - Throws: `invalidParameter` for anything else: an address that other machines reach is refused.
  public init(_ address: String) throws(Problem) {
    guard let colon = address.lastIndex(of: ":"),
      let host = Self.hosts[String(address[..<colon])],
      let port = UInt16(address[address.index(after: colon)...])
    else {
      throw Problem(
        .invalidParameter,
        "'\(address)' is none of 127.0.0.1:PORT, [::1]:PORT and localhost:PORT; ftsd listens to its own machine only"
      )
    }
    self.init(host: host, port: port)
  }

  /// - Precondition: `host` is `127.0.0.1` or `::1`.
  package init(host: String, port: UInt16) {
    precondition(Self.hosts.values.contains(host))
    self.host = host
    self.port = port
  }

  /// As it was given.
  public var description: String { (host == "::1" ? "[::1]" : host) + ":\(port)" }

  /// Whether a header `Host` names this machine. A page in a browser whose name was made to lead here sends that name
  /// (DNS rebinding).
  ///
  /// - Parameter port: that it must name, too, unless it is HTTP's own; `nil` where any may, or none.
  package static func isNamed(byHost header: String, port: UInt16? = nil) -> Bool {
    if hosts[header] != nil { return (port ?? 80) == 80 }
    guard let colon = header.lastIndex(of: ":"), let named = UInt16(header[header.index(after: colon)...])
    else { return false }
    return hosts[String(header[..<colon])] != nil && (port ?? named) == named
  }

  /// The names of loopback as addresses.
  private static let hosts = ["127.0.0.1": "127.0.0.1", "[::1]": "::1", "localhost": "127.0.0.1"]
}
