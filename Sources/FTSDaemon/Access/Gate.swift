import FTSProtocol
import Logging
import NIOHTTP1

/// Lets the requests of one listener in, or tells why not. Its policy may be exchanged while it serves, and holds from the
/// next request on, on connections that are open, too.
final class Gate: Sendable {
  /// The listener's address, for logs.
  let listener: String
  private let current: Replaceable<AccessPolicy>
  private let logger: Logger

  init(listener: String, policy: AccessPolicy, logger: Logger) {
    self.listener = listener
    current = Replaceable(policy)
    self.logger = logger
  }

  var policy: AccessPolicy {
    get { current.value }
    set { current.value = newValue }
  }

  /// Who asks, where they may read at least.
  ///
  /// - Throws: `forbidden` or `unauthorized`, which are logged.
  func admit(_ head: HTTPRequestHead, from origin: Origin) throws(Problem) -> Peer {
    do {
      return Peer(origin: origin, rights: try rights(head, origin))
    } catch {
      logger.notice(
        "refused",
        metadata: [
          "listener": "\(listener)", "peer": "\(origin)", "code": "\(error.code.rawValue)",
          "reason": "\(error.detail)",
        ])
      throw error
    }
  }

  private func rights(_ head: HTTPRequestHead, _ origin: Origin) throws(Problem) -> Rights {
    let policy = policy
    switch (policy.admission, origin) {
    case (.credentials(let readers, let writers), .process(let credentials)):
      let rights = policy.rights(of: credentials, readers: readers, writers: writers)
      guard rights.canRead else {
        throw Problem(.forbidden, "\(credentials) is not among those who may ask here")
      }
      return rights
    case (.token(let token), .network):
      try requireLocalHost(head, port: nil)
      guard let authorization = head.headers.first(name: "authorization") else {
        throw Problem(.unauthorized, "this address wants a token: Authorization: Bearer …")
      }
      guard token.isShown(by: authorization) else { throw Problem(.unauthorized, "that is not the token") }
      return Rights(canRead: true, canWrite: !policy.isReadOnly)
    case (.anybody, .network(_, let port)):
      try requireLocalHost(head, port: port)
      return Rights(canRead: true, canWrite: false)
    default:
      throw Problem(.forbidden, "the system does not tell who asks")
    }
  }

  /// - Parameter port: that must be named, too; `nil` where any may, or none.
  private func requireLocalHost(_ head: HTTPRequestHead, port: UInt16?) throws(Problem) {
    let hosts = head.headers["host"]
    guard hosts.count == 1, LoopbackAddress.isNamed(byHost: hosts[0], port: port) else {
      let names = "the header Host must be one of localhost, 127.0.0.1 and [::1], "
      throw Problem(.forbidden, names + (port.map { "with the port \($0)" } ?? "with or without a port"))
    }
  }
}
