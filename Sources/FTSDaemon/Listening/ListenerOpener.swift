import FTSProtocol
import Glibc
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix

/// Opens listeners: of the page, whose connections it answers, and of all that programs ask.
struct ListenerOpener: Sendable {
  let group: MultiThreadedEventLoopGroup
  let router: Router
  let page: Router
  let bounds: Bounds
  let connections: ConnectionRegistry
  let logger: Logger

  /// Opens all of them, or none.
  ///
  /// - Parameter passed: by a supervisor: each is served as the listener that was configured for it.
  func open(
    _ configurations: [ListenerConfiguration], passed: [PassedSocket]
  ) async throws(ServerError) -> [Listener] {
    var listeners: [Listener] = []
    do throws(ServerError) {
      for socket in passed where !configurations.contains(where: { socket.isFor($0.place) }) {
        throw .unexpectedSocket(name: socket.name, address: "\(socket)")
      }
      for configuration in configurations {
        let own = passed.filter { socket in
          configurations.first { socket.isFor($0.place) }?.place == configuration.place
        }
        for socket in own { listeners.append(try await open(socket, configuration)) }
        if own.isEmpty { listeners.append(try await open(configuration)) }
      }
    } catch {
      for listener in listeners { await listener.close() }
      throw error
    }
    return listeners
  }

  private func open(_ configuration: ListenerConfiguration) async throws(ServerError) -> Listener {
    let gate = gate("\(configuration.place)", configuration)
    let router = router(for: configuration)
    switch configuration.place {
    case .socket(let path, let mode, let group):
      let socket = try ListeningSocket(path, mode: mode, group: group)
      do {
        let channel = try await bootstrap(gate, router).withBoundSocket(socket.descriptor).get()
        return Listener(place: configuration.place, gate: gate, channel: channel, socket: socket)
      } catch {
        socket.removeFile()
        throw .cannotCreate(path: path.path, reason: "\(error)")
      }
    case .loopback(let address), .page(let address):
      do {
        let channel = try await bootstrap(gate, router).bind(host: address.host, port: Int(address.port))
          .get()
        return Listener(place: configuration.place, gate: gate, channel: channel, socket: nil)
      } catch {
        throw Self.reason(error, address)
      }
    case .passed(let name): throw .missingSocket(name: name)
    }
  }

  private func open(
    _ socket: PassedSocket, _ configuration: ListenerConfiguration
  ) async throws(ServerError) -> Listener {
    switch (socket.address, configuration.policy.admission) {
    case (.path, .credentials), (.port, .token), (.port, .anybody): break
    case (.path, .token): throw .unusableSocket(name: socket.name, reason: "a token is for TCP")
    case (.path, .anybody): throw .unusableSocket(name: socket.name, reason: "the page is for TCP")
    case (.port, .credentials): throw .unusableSocket(name: socket.name, reason: "TCP wants a token")
    }
    let gate = gate("\(socket)", configuration)
    do {
      let channel = try await bootstrap(gate, router(for: configuration)).withBoundSocket(socket.descriptor)
        .get()
      return Listener(place: configuration.place, gate: gate, channel: channel, socket: nil)
    } catch {
      throw .unusableSocket(name: socket.name, reason: "\(error)")
    }
  }

  private func gate(_ address: String, _ configuration: ListenerConfiguration) -> Gate {
    Gate(listener: address, policy: configuration.policy, logger: logger)
  }

  /// What anybody may ask is the page.
  private func router(for configuration: ListenerConfiguration) -> Router {
    if case .anybody = configuration.policy.admission { page } else { router }
  }

  private func bootstrap(_ gate: Gate, _ router: Router) -> ServerBootstrap {
    ServerBootstrap(group: group)
      // The system takes the lesser of that and its own limit (net.core.somaxconn). A client that finds no room is refused
      // by it, without a word of ours.
      .serverChannelOption(.backlog, value: 4_096)
      .serverChannelOption(.maxMessagesPerRead, value: 16)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // A client may end its side of the connection before it has its answer.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // What one read brings is answered before others on the same event loop have their turn.
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4 << 10))
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          var limits = NIOHTTPDecoderLimitConfiguration()
          limits.maxHeaderFieldSize = Limits.headBytes
          limits.maxHeaderListSize = Limits.headBytes
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(HTTPResponseEncoder())
          guard connections.add(channel) else {
            return try pipeline.addHandler(RefusingHandler(router.surface.response(to: Self.tooMany)))
          }
          try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
          try pipeline.addHandler(
            ConnectionHandler(router: router, gate: gate, origin: Origin(of: channel), bounds: bounds))
        }
      }
  }

  private static let tooMany = Problem(
    .tooManyConnections, "more connections are open than the daemon takes on; try again in a second")

  private static func reason(_ error: any Error, _ address: LoopbackAddress) -> ServerError {
    if let error = error as? IOError, error.errnoCode == EADDRINUSE {
      return .alreadyServing(path: "\(address)")
    }
    return .cannotCreate(path: "\(address)", reason: "\(error)")
  }
}
