public import FTSProtocol
public import Glibc

/// Where a server listens, and whom it lets do what there.
public struct ListenerConfiguration: Equatable, Sendable {
  /// Where clients connect.
  public enum Place: Equatable, Sendable {
    /// A Unix socket. Its file is made with these permissions, and given to that group where one is named.
    case socket(SocketPath, mode: mode_t, group: gid_t?)
    /// A TCP port on this machine.
    case loopback(LoopbackAddress)
    /// A TCP port on this machine on which browsers find the results page, and nothing else is answered.
    case page(LoopbackAddress)
    /// What a supervisor has opened and passed under this name: a socket or more.
    case passed(name: String)
  }

  /// Where clients connect.
  public var place: Place
  /// Whom it lets do what.
  public var policy: AccessPolicy

  /// - Parameter policy: by credentials for Unix sockets, by a token for TCP, anybody for the page alone.
  public init(place: Place, policy: AccessPolicy) {
    self.place = place
    self.policy = policy
  }

  /// By itself, a socket is its owner's alone.
  public static func socket(
    _ path: SocketPath, mode: mode_t = 0o600, group: gid_t? = nil, policy: AccessPolicy = AccessPolicy()
  ) -> ListenerConfiguration {
    ListenerConfiguration(place: .socket(path, mode: mode, group: group), policy: policy)
  }

  /// A port for those who have the token.
  public static func loopback(
    _ address: LoopbackAddress, token: BearerToken, isReadOnly: Bool = false
  ) -> ListenerConfiguration {
    ListenerConfiguration(
      place: .loopback(address), policy: AccessPolicy(.token(token), isReadOnly: isReadOnly))
  }

  /// The results page, for whoever reaches the port.
  public static func page(_ address: LoopbackAddress) -> ListenerConfiguration {
    ListenerConfiguration(place: .page(address), policy: AccessPolicy(.anybody, isReadOnly: true))
  }
}

extension ListenerConfiguration.Place {
  /// Whether it is the same but for mode and group. A port for programs is never that of the page: each asks for another thing of
  /// who comes.
  func isSameListener(as other: Self) -> Bool {
    if case (.socket(let path, _, _), .socket(let otherPath, _, _)) = (self, other) {
      return path == otherPath
    }
    return self == other
  }
}

extension ListenerConfiguration.Place: CustomStringConvertible {
  /// The address.
  public var description: String {
    switch self {
    case .socket(let path, _, _): path.path
    case .loopback(let address), .page(let address): address.description
    case .passed(let name): name
    }
  }
}
