public import FTSProtocol
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// A connection to a daemon. Requests may be made from several tasks at once; they are answered in
/// the order in which they were made.
public struct Client: Sendable {
  /// Bytes an answer may have.
  static let maximumAnswerBytes = 256 << 20

  private let channel: any Channel

  /// Connects to the daemon at `path` for the time that `body` takes.
  ///
  /// - Throws: `noDaemon`, and what `body` throws.
  public static func withConnection<Result: Sendable>(
    to path: SocketPath, _ body: (Client) async throws(ClientError) -> Result
  ) async throws(ClientError) -> Result {
    try await withConnection(to: .socket(path), body)
  }

  /// Connects to the daemon that listens at `address`, a port of this machine, for the time that `body` takes.
  ///
  /// - Parameters:
  ///   - address: of the daemon.
  ///   - token: the one that the daemon was given.
  ///   - body: what is done with the connection, which ends with it.
  /// - Throws: `noDaemon`, and what `body` throws.
  public static func withConnection<Result: Sendable>(
    to address: LoopbackAddress, token: BearerToken, _ body: (Client) async throws(ClientError) -> Result
  ) async throws(ClientError) -> Result {
    try await withConnection(to: .loopback(address, token), body)
  }

  private static func withConnection<Result: Sendable>(
    to endpoint: Endpoint, _ body: (Client) async throws(ClientError) -> Result
  ) async throws(ClientError) -> Result {
    try await withEventLoop { (group) throws(ClientError) in
      try await body(Client(channel: connect(to: endpoint, on: group)))
    }
  }

  /// Ends the event loop when `body` does, and with it its connections.
  static func withEventLoop<Result: Sendable>(
    _ body: (MultiThreadedEventLoopGroup) async throws(ClientError) -> Result
  ) async throws(ClientError) -> Result {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let result: Swift.Result<Result, ClientError>
    do throws(ClientError) {
      result = .success(try await body(group))
    } catch {
      result = .failure(error)
    }
    try? await group.shutdownGracefully()
    return try result.get()
  }

  /// The best documents for a request.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func search(_ request: SearchRequest) async throws(ClientError) -> SearchResponse {
    try await send(.POST, "/v1/search", body: request.json())
  }

  /// How many of all documents that match have each value.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func facets(_ request: FacetsRequest) async throws(ClientError) -> FacetsResponse {
    try await send(.POST, "/v1/facets", body: request.json())
  }

  /// What a query makes of one document.
  ///
  /// - Throws: `problem` where the daemon refuses or there is no such document, `connectionLost`, `unreadableAnswer`.
  public func explain(_ request: ExplainRequest) async throws(ClientError) -> ExplainResponse {
    try await send(.POST, "/v1/explain", body: request.json())
  }

  /// The words that may be meant by one that is being typed.
  ///
  /// - Throws: `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public func suggest(_ request: SuggestRequest) async throws(ClientError) -> SuggestResponse {
    try await send(.GET, target("/v1/suggest", request.parameters))
  }

  /// The document of that id.
  ///
  /// - Throws: `problem` where there is none, `connectionLost`, `unreadableAnswer`.
  public func document(id: String) async throws(ClientError) -> DocumentResponse {
    try await send(.GET, "/v1/documents/" + PercentEncoding.encodeSegment(id))
  }

  /// Size and content of the index.
  ///
  /// - Throws: `problem`, `connectionLost`, `unreadableAnswer`.
  public func statistics() async throws(ClientError) -> StatsResponse { try await send(.GET, "/v1/stats") }

  /// That the daemon serves, and what.
  ///
  /// - Throws: `problem` where it cannot read its index, `connectionLost`, `unreadableAnswer`.
  public func health() async throws(ClientError) -> HealthResponse { try await send(.GET, "/healthz") }

  private static func connect(
    to endpoint: Endpoint, on group: MultiThreadedEventLoopGroup
  ) async throws(ClientError) -> any Channel {
    let bootstrap = ClientBootstrap(group: group).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: maximumAnswerBytes))
        try pipeline.addHandler(ExchangeHandler(headers: endpoint.headers))
      }
    }
    return try await connect(bootstrap, to: endpoint)
  }

  static func connect(
    _ bootstrap: ClientBootstrap, to endpoint: Endpoint
  ) async throws(ClientError) -> any Channel {
    do {
      return switch endpoint {
      case .socket(let path): try await bootstrap.connect(unixDomainSocketPath: path.path).get()
      case .loopback(let address, _):
        try await bootstrap.connect(host: address.host, port: Int(address.port)).get()
      }
    } catch {
      throw .noDaemon(address: endpoint.description, reason: reason(error))
    }
  }

  /// An address with parameters.
  func target(_ path: String, _ parameters: [(name: String, value: String)]) -> String {
    if parameters.isEmpty { return path }
    return path + "?"
      + parameters.map { $0.name + "=" + PercentEncoding.encodeSegment($0.value) }.joined(separator: "&")
  }

  func send<Response: Decodable>(
    _ method: HTTPMethod, _ target: String, body: [UInt8] = []
  ) async throws(ClientError) -> Response {
    try Self.decode(try await bytes(method, target, body: body))
  }

  /// The body of the answer.
  func bytes(
    _ method: HTTPMethod, _ target: String, body: [UInt8]
  ) async throws(ClientError) -> [UInt8] {
    let promise = channel.eventLoop.makePromise(of: Answer.self)
    let answer: Answer
    do {
      try await channel.writeAndFlush(
        Exchange(method: method, target: target, body: body, answer: promise))
      answer = try await promise.futureResult.get()
    } catch {
      promise.fail(error)
      throw .connectionLost(reason: Self.reason(error))
    }
    guard (200..<300).contains(answer.status) else { throw .problem(try Self.decode(answer.body)) }
    return answer.body
  }

  static func decode<Value: Decodable>(_ body: [UInt8]) throws(ClientError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(body))
    } catch {
      throw .unreadableAnswer(reason: "\(error)")
    }
  }

  static func reason(_ error: any Error) -> String {
    if let error = error as? NIOConnectionError {
      return error.connectionErrors.first.map { reason($0.error) } ?? "\(error)"
    }
    guard let error = error as? IOError else { return "\(error)" }
    return switch error.errnoCode {
    case ENOENT: "there is no such socket"
    case ECONNREFUSED: "nobody listens there"
    case EACCES: "the socket belongs to another user"
    default: error.description
    }
  }
}
