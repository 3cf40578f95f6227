public import FTSProtocol
public import FTSService
public import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves an index over HTTP/1.1 on a Unix socket.
///
/// Small requests are answered on the event loop that reads them, one loop for each core: a search takes
/// tens to hundreds of microseconds, less than it would cost to hand it to another thread and back. Large
/// ones are answered by workers, so that they delay no others.
public final class Server: Sendable {
  /// Seconds that requests under way have to finish when the server stops.
  public static let graceSeconds = 5

  private let socket: ListeningSocket
  private let listener: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let connections: ConnectionRegistry
  private let workers: WorkerPool
  private let logger: Logger

  private init(
    socket: ListeningSocket, listener: any Channel, group: MultiThreadedEventLoopGroup,
    connections: ConnectionRegistry, workers: WorkerPool, logger: Logger
  ) {
    self.socket = socket
    self.listener = listener
    self.group = group
    self.connections = connections
    self.workers = workers
    self.logger = logger
  }

  /// Serves `service` on `path` until `stop` is called. Once this returns, clients can connect.
  ///
  /// A socket that a daemon left behind there is replaced; nothing else is.
  public static func start(
    service: SearchService, socket path: SocketPath, bounds: Bounds = Bounds(), logger: Logger
  ) async throws(ServerError) -> Server {
    try await start(Endpoint.all, service: service, socket: path, bounds: bounds, logger: logger)
  }

  static func start(
    _ endpoints: [Endpoint], service: SearchService, socket path: SocketPath, bounds: Bounds, logger: Logger
  ) async throws(ServerError) -> Server {
    let socket = try ListeningSocket(path)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
    let connections = ConnectionRegistry(limit: bounds.connections)
    let workers = WorkerPool(threads: bounds.workers, queue: bounds.queue)
    let router = Router(
      endpoints: endpoints, service: service, vitals: Vitals(workers: workers, connections: connections),
      logger: logger)
    let listener: any Channel
    do {
      listener = try await bootstrap(group, router: router, bounds: bounds, connections: connections)
        .withBoundSocket(socket.descriptor).get()
    } catch {
      socket.removeFile()
      await workers.shutDown()
      try? await group.shutdownGracefully()
      throw .cannotCreate(path: path.path, reason: "\(error)")
    }
    logger.notice("serving", metadata: ["socket": "\(path)", "version": "\(Release.version)"])
    return Server(
      socket: socket, listener: listener, group: group, connections: connections, workers: workers,
      logger: logger)
  }

  private static let tooMany = Problem(
    .tooManyConnections, "more connections are open than the daemon takes on; try again in a second")

  /// Takes no more connections, answers the requests under way, and removes the socket.
  public func stop() async {
    socket.removeFile()
    try? await listener.close().get()
    let open = connections.stop()
    for connection in open {
      connection.pipeline.fireUserInboundEventTriggered(ConnectionHandler.StopEvent())
    }
    let loop = listener.eventLoop
    let deadline = loop.scheduleTask(in: .seconds(Int64(Self.graceSeconds))) {
      for connection in open { connection.close(promise: nil) }
    }
    try? await EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop).get()
    deadline.cancel()
    await workers.shutDown()
    try? await group.shutdownGracefully()
    logger.notice("stopped", metadata: ["socket": "\(socket.path)"])
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, router: Router, bounds: Bounds, connections: ConnectionRegistry
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      // A client may end its side of the connection before it has its answer.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          var limits = NIOHTTPDecoderLimitConfiguration()
          limits.maxHeaderFieldSize = Limits.headBytes
          limits.maxHeaderListSize = Limits.headBytes
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(HTTPResponseEncoder())
          guard connections.add(channel) else {
            return try pipeline.addHandler(RefusingHandler(tooMany))
          }
          try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
          try pipeline.addHandler(ConnectionHandler(router: router, bounds: bounds))
        }
      }
  }
}
