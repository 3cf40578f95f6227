import FTSClient
import FTSProtocol

/// Asking the index, or the daemon at a socket: the two ways to an answer, which is the same.
enum Asking {
  /// The answer of the one that was named.
  ///
  /// - Parameters:
  ///   - socket: of a daemon; `nil` asks the index.
  ///   - query: what was typed, to show where it is wrong.
  /// - Throws: `Failure` for what either of them refuses.
  static func answer<Response: Sendable>(
    socket: String?, query: String, index: () throws -> Response,
    daemon: @escaping @Sendable (Client) async throws(ClientError) -> Response
  ) throws -> Response {
    do {
      guard let socket else { return try index() }
      let path = try SocketPath(socket)
      return try Blocking.run { try await Client.withConnection(to: path, daemon) }
    } catch let problem as Problem {
      throw Failure(problem, in: query)
    } catch let error as ClientError {
      if case .problem(let problem) = error { throw Failure(problem, in: query) }
      throw Failure(error)
    }
  }
}
