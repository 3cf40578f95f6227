import Glibc

/// Users and groups of the system.
public struct AccessList: Equatable, Sendable {
  private var users: Set<uid_t> = []
  private var groups: Set<gid_t> = []

  /// Looks the names up once: a later change of the user database is seen by the next reload.
  ///
  /// - Parameter entries: A user each, or a group behind `@`; by name or number.
  /// - Throws: `unknownAccount` for a name that the system does not know.
  public init(_ entries: [String]) throws(ServerError) {
    for entry in entries {
      if entry.hasPrefix("@") {
        groups.insert(try Accounts.group(String(entry.dropFirst())))
      } else {
        users.insert(try Accounts.user(entry))
      }
    }
  }

  func contains(_ peer: PeerCredentials) -> Bool {
    users.contains(peer.user) || peer.groups.contains { groups.contains($0) }
  }
}
