import Glibc

/// The process at the other end of a Unix socket, as the kernel knew it when it connected (unix(7), `SO_PEERCRED` and
/// `SO_PEERGROUPS`): it cannot be made up.
struct PeerCredentials: Equatable, Sendable {
  var process: pid_t
  var user: uid_t
  /// The primary group, then the supplementary ones.
  var groups: [gid_t]

  init(process: pid_t, user: uid_t, groups: [gid_t]) {
    self.process = process
    self.user = user
    self.groups = groups
  }

  /// - Parameter descriptor: A connected Unix socket.
  /// - Returns: `nil` where the system does not tell.
  init?(descriptor: CInt) {
    // The structure `ucred`: process, user and group, which glibc declares for C alone.
    var credentials: (process: pid_t, user: uid_t, group: gid_t) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: credentials))
    // SAFETY: three integers of 32 bits lie in a tuple as in the structure, and their size is passed.
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0,
      size == MemoryLayout.size(ofValue: credentials)
    else { return nil }
    guard let supplementary = Self.supplementaryGroups(descriptor) else { return nil }
    self.init(
      process: credentials.process, user: credentials.user, groups: [credentials.group] + supplementary)
  }

  private static func supplementaryGroups(_ descriptor: CInt) -> [gid_t]? {
    // The first call tells how many there are.
    var size = socklen_t(0)
    // SAFETY: nothing is written where the size is zero.
    if unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, nil, &size) == 0 { return [] }
    guard errno == ERANGE else { return nil }
    var groups = [gid_t](repeating: 0, count: Int(size) / MemoryLayout<gid_t>.size)
    // SAFETY: the array has as many bytes as are passed for its size; a peer's groups do not change once it is connected.
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, &groups, &size) == 0 else { return nil }
    return groups
  }
}

extension PeerCredentials: CustomStringConvertible {
  /// For logs.
  var description: String { "user \(user), process \(process)" }
}
