public import FTSProtocol
import Glibc

/// Whom a listener lets do what.
public struct AccessPolicy: Equatable, Sendable {
  /// How a listener knows who asks.
  public enum Admission: Equatable, Sendable {
    /// By the user and groups of the process at the other end of a Unix socket. A list that is absent leaves it to the
    /// mode and group of the socket, which decide who may connect; writers may read.
    case credentials(readers: AccessList?, writers: AccessList?)
    /// By a token that each request on TCP shows.
    case token(BearerToken)
    /// Not at all: whoever reaches the TCP port may read, and nobody may write.
    case anybody
  }

  /// How a listener knows who asks.
  public var admission: Admission
  /// Whether nobody may write here.
  public var isReadOnly: Bool

  /// Without parameters: who may connect may do everything.
  public init(
    _ admission: Admission = .credentials(readers: nil, writers: nil), isReadOnly: Bool = false
  ) {
    self.admission = admission
    self.isReadOnly = isReadOnly
  }
}

extension AccessPolicy {
  /// What a process may do. root and the daemon's own user may always read, and write where anybody may: a list could
  /// not keep them from the index.
  func rights(of peer: PeerCredentials, readers: AccessList?, writers: AccessList?) -> Rights {
    let isPrivileged = peer.user == 0 || peer.user == geteuid()
    let isWriter = isPrivileged || writers?.contains(peer) ?? false
    let canRead = isWriter || readers?.contains(peer) ?? true
    return Rights(canRead: canRead, canWrite: !isReadOnly && (isWriter || canRead && writers == nil))
  }
}
