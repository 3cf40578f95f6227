import FTSCore
import FTSDocument
import FTSProtocol
import FTSService
import FTSTestSupport
import Glibc

@testable import FTSDaemon

/// A server over a small index, in a directory of its own.
struct TestServer {
  let directory: TemporaryDirectory
  let socket: SocketPath
  let server: Server

  static let documents = [
    Document(id: "her", title: "Her", author: "Ana", body: "A film about humanism and machines."),
    Document(id: "her#1", kind: .comment, parent: "her", thread: "her", body: "Humanism without people."),
    Document(id: "a/b c&d=é", title: "Odd", body: "An odd id."),
  ]

  /// Runs `body` against a server that is stopped afterwards.
  static func run(
    _ endpoints: [Endpoint] = Endpoint.all, bounds: Bounds = Bounds(), mode: mode_t = 0o600,
    group: gid_t? = nil, policy: AccessPolicy = AccessPolicy(),
    more: [ListenerConfiguration] = [], log: LogSink = LogSink(LogSettings()) { _ in },
    _ body: (TestServer) async throws -> Void
  ) async throws {
    // Each maps an index, and a process has room for some hundred maps.
    await Turnstile.shared.enter()
    defer { Turnstile.shared.leave() }
    let directory = try TemporaryDirectory()
    try add(documents, to: directory)
    let test = try await start(
      in: directory, endpoints, bounds: bounds, mode: mode, group: group, policy: policy, more: more, log: log
    )
    do {
      try await body(test)
    } catch {
      await test.server.stop()
      throw error
    }
    await test.server.stop()
  }

  /// - Parameter more: listeners besides the socket.
  static func start(
    in directory: TemporaryDirectory, _ endpoints: [Endpoint] = Endpoint.all, bounds: Bounds = Bounds(),
    mode: mode_t = 0o600, group: gid_t? = nil,
    policy: AccessPolicy = AccessPolicy(), more: [ListenerConfiguration] = [],
    passed: [PassedSocket] = [], supervisor: Supervisor = Supervisor(environment: [:]),
    dictionaries: SearchDictionaries = SearchDictionaries(),
    check: @escaping MaintenanceService.Check = { _, _ in CheckResponse() },
    log: LogSink = LogSink(LogSettings()) { _ in }
  ) async throws -> TestServer {
    let socket = try SocketPath(directory.file("ftsd.sock"))
    let service = SearchService(
      reader: try IndexReader(path: directory.file("index")), dictionaries: dictionaries)
    var options = IndexUpdater.Options()
    options.wait = .milliseconds(50)
    let updater = IndexUpdater(path: directory.file("index"), options: options)
    return TestServer(
      directory: directory, socket: socket,
      server: try await Server.start(
        endpoints, service: service, updates: UpdateService(updater: updater, search: service),
        maintenance: MaintenanceService(
          path: directory.file("index"), backups: directory.file("backups"), updater: updater, check: check),
        listeners: [.socket(socket, mode: mode, group: group, policy: policy)] + more, passed: passed,
        supervisor: supervisor, bounds: bounds, log: log))
  }

  static func add(
    _ documents: [Document], to directory: TemporaryDirectory, analyzer: String? = nil,
    protectedWords: WordList? = nil
  ) throws {
    var options = IndexWriter.Options()
    options.wait = .seconds(1_000)
    let writer = try IndexWriter(
      path: directory.file("index"),
      settings: RequestedSettings(analyzer: analyzer, protectedWords: protectedWords), options: options)
    for document in documents { try writer.add(document) }
    try writer.commit()
    writer.close()
  }
}
