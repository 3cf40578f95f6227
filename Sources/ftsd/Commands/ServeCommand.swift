import ArgumentParser
import FTSDaemon
import FTSProtocol
import FTSService
import FoundationEssentials
import Logging

/// `ftsd serve`.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the index to other programs over a Unix socket.",
    discussion: """
        ftsd serve --socket ftsd.sock
        curl --unix-socket ftsd.sock 'http://localhost/v1/search?q=humanism&limit=3'
        curl --unix-socket ftsd.sock http://localhost/v1/documents/her-spike-jonze-2013
        curl --unix-socket ftsd.sock http://localhost/v1/stats

      What ftsd index commits is found by the next request. Without --socket the socket is \
      $XDG_RUNTIME_DIR/ftsd.sock, or /run/ftsd.sock. Only its owner may connect. SIGTERM and \
      SIGINT stop the daemon once the requests under way are answered. It runs in the foreground \
      and logs to standard error, without the queries.
      """)

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("The socket to serve on.", valueName: "path"), completion: .file())
  var socket: String?

  @OptionGroup var synonyms: SynonymsFile

  func run() throws {
    let path: SocketPath
    do {
      path =
        try socket.map { try SocketPath($0) } ?? .standard(environment: ProcessInfo.processInfo.environment)
    } catch let problem as Problem {
      throw Failure(problem)
    }
    let service = SearchService(
      reader: try location.openReader(), synonyms: try synonyms.read(),
      timeout: Limits.usualTimeoutMilliseconds)
    let logger = Logger(label: "ftsd") { StreamLogHandler.standardError(label: $0) }
    do {
      try Blocking.run {
        // Before the server, so that no signal finds the process without an answer to it.
        let signals = TerminationSignals()
        let server = try await Server.start(service: service, socket: path, logger: logger)
        await signals.first()
        await server.stop()
      }
    } catch let error as ServerError {
      throw Failure(error)
    }
  }
}
