import FTSProtocol
public import FTSService
import Logging
import NIOCore
import NIOPosix

/// Serves an index over HTTP/1.1 on Unix sockets and, where asked to, on loopback.
///
/// Small requests are answered on the event loop that reads them, one loop for each core: a search takes
/// tens to hundreds of microseconds, less than it would cost to hand it to another thread and back. Large
/// ones are answered by workers, so that they delay no others.
public final class Server: Sendable {
  /// Seconds that requests under way have to finish when the server stops.
  public static let graceSeconds = 5

  private let listeners: [Listener]
  private let service: Replaceable<SearchService>
  private let watchdog: Watchdog?
  private let group: MultiThreadedEventLoopGroup
  private let connections: ConnectionRegistry
  private let workers: WorkerPool
  private let logger: Logger

  private init(
    listeners: [Listener], service: Replaceable<SearchService>, watchdog: Watchdog?,
    group: MultiThreadedEventLoopGroup, connections: ConnectionRegistry, workers: WorkerPool, logger: Logger
  ) {
    self.listeners = listeners
    self.service = service
    self.watchdog = watchdog
    self.group = group
    self.connections = connections
    self.workers = workers
    self.logger = logger
  }

  /// TCP ports on which the server listens, in the order of their listeners; one that was left to the system as it was chosen.
  public var loopbackPorts: [Int] { listeners.compactMap(\.channel.localAddress?.port) }

  /// Serves `service`, `updates` and `maintenance` wherever `configurations` say until `stop` is called. Once this returns, clients can
  /// connect.
  ///
  /// A socket that a daemon left behind is replaced; nothing else is. Where one listener cannot be opened, none is.
  ///
  /// - Parameters:
  ///   - passed: Sockets that the supervisor has opened.
  ///   - supervisor: Told that the server is alive as long as its event loops are.
  ///   - bounds: How much it takes on at once.
  public static func start(
    service: SearchService, updates: UpdateService, maintenance: MaintenanceService,
    listeners configurations: [ListenerConfiguration],
    passed: [PassedSocket] = [], supervisor: Supervisor = Supervisor(environment: [:]),
    bounds: Bounds = Bounds(),
    log: LogSink
  ) async throws(ServerError) -> Server {
    try await start(
      Endpoint.all, service: service, updates: updates, maintenance: maintenance, listeners: configurations,
      passed: passed, supervisor: supervisor, bounds: bounds, log: log)
  }

  static func start(
    _ endpoints: [Endpoint], service: SearchService, updates: UpdateService, maintenance: MaintenanceService,
    listeners configurations: [ListenerConfiguration], passed: [PassedSocket], supervisor: Supervisor,
    bounds: Bounds, log: LogSink
  ) async throws(ServerError) -> Server {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
    let connections = ConnectionRegistry(limit: bounds.connections)
    let workers = WorkerPool(threads: bounds.workers, queue: bounds.queue)
    let service = Replaceable(service)
    let logger = log.logger
    let vitals = Vitals(workers: workers, connections: connections)
    func router(_ surface: Surface) -> Router {
      Router(
        surface: surface, service: service, updates: updates, maintenance: maintenance, vitals: vitals,
        log: RequestLog(sink: log), logger: logger)
    }
    let opener = ListenerOpener(
      group: group, router: router(Surface(endpoints)), page: router(.page), bounds: bounds,
      connections: connections, logger: logger)
    let listeners: [Listener]
    do throws(ServerError) {
      listeners = try await opener.open(configurations, passed: passed)
    } catch {
      await workers.shutDown()
      try? await group.shutdownGracefully()
      throw error
    }
    for listener in listeners {
      logger.notice(
        "serving", metadata: ["listener": "\(listener.address)", "version": "\(Release.version)"])
    }
    return Server(
      listeners: listeners, service: service, watchdog: Watchdog(supervisor, of: group), group: group,
      connections: connections, workers: workers, logger: logger)
  }

  /// Answers from `service` from the next request on, and lets in whom `configurations` now say. Requests under way are
  /// answered as they were begun, and no connection ends.
  ///
  /// - Returns: Addresses of listeners that were added, taken away or changed in what only a new start changes.
  public func reload(service: SearchService, listeners configurations: [ListenerConfiguration]) -> [String] {
    self.service.value = service
    for listener in listeners {
      let configuration = configurations.first { $0.place.isSameListener(as: listener.place) }
      if let configuration { listener.gate.policy = configuration.policy }
    }
    let (open, told) = (listeners.map(\.place), configurations.map(\.place))
    let changed = open.filter { !told.contains($0) } + told.filter { !open.contains($0) }
    return Set(changed.map(\.description)).sorted()
  }

  /// Takes no more connections, answers the requests under way, and removes the sockets.
  ///
  /// - Parameter seconds: after which connections are closed, whatever is under way.
  public func stop(within seconds: Int = graceSeconds) async {
    watchdog?.stop()
    for listener in listeners { await listener.close() }
    let open = connections.stop()
    for connection in open {
      connection.pipeline.fireUserInboundEventTriggered(ConnectionHandler.StopEvent())
    }
    let loop = group.next()
    let deadline = loop.scheduleTask(in: .seconds(Int64(seconds))) {
      for connection in open { connection.close(promise: nil) }
    }
    try? await EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop).get()
    deadline.cancel()
    await workers.shutDown()
    try? await group.shutdownGracefully()
    logger.notice("stopped")
  }
}
