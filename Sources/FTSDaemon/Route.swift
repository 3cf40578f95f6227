import FTSProtocol
import NIOHTTP1

/// What a request asks for, as its head says.
struct Route: Sendable {
  /// Who asks.
  let peer: Peer
  /// The endpoint's, as it stands in its pattern.
  let path: String
  let operation: Operation
  /// What the path has in the place of the name in its pattern, decoded; empty where there is none.
  let pathValue: String
  /// Of the address, decoded, in the order given; `+` is a space. None where the operation has none.
  let parameters: [(name: String, value: String)]
}

extension Route {
  /// - Parameters:
  ///   - target: as in the request line.
  ///   - peer: who asks.
  ///   - endpoints: the addresses there are.
  /// - Throws: `forbidden` for what writes where the peer may not, `notFound`, `methodNotAllowed`, `unknownParameter` or `badRequest`.
  init(
    _ method: HTTPMethod, _ target: String, of peer: Peer, among endpoints: [Endpoint]
  ) throws(Refusal) {
    let endpoint: Endpoint
    do throws(Problem) {
      let target = try Target(target)
      endpoint = try Self.endpoint(at: target.path, among: endpoints)
      if let operation = endpoint.operation(for: method) {
        if operation.writes { try peer.requireWriting() }
        if operation.parameters.isEmpty, let unknown = target.parameters.first {
          throw Problem(.unknownParameter, "this address takes no parameter '\(unknown.name)'")
        }
        self.init(
          peer: peer, path: endpoint.path.text, operation: operation,
          pathValue: try endpoint.path.value(in: target.path),
          parameters: target.parameters)
        return
      }
    } catch {
      throw Refusal(error)
    }
    throw Refusal(
      Problem(.methodNotAllowed, "this address answers \(endpoint.allowed), not \(method.rawValue)"),
      allowed: endpoint.allowed)
  }

  /// - Throws: `notFound`, listing the addresses there are.
  private static func endpoint(
    at path: Substring, among endpoints: [Endpoint]
  ) throws(Problem) -> Endpoint {
    if let endpoint = endpoints.first(where: { $0.path.matches(path) }) { return endpoint }
    let paths = endpoints.map(\.path.text)
    throw Problem(
      .notFound,
      "nothing is at this address; there are \(paths.dropLast().joined(separator: ", ")) and \(paths.last ?? "")"
    )
  }
}
