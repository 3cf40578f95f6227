import ArgumentParser
import FTSCore
import FTSDaemon
import FTSProtocol
import FTSService
import FoundationEssentials

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
        curl --unix-socket ftsd.sock --data-binary @reviews.jsonl http://localhost/v1/documents
        ftsd serve --http 127.0.0.1:7780    # a page to search with: http://127.0.0.1:7780/

      What it, ftsd index and ftsd delete commit is found by the next request. It merges in the background. \
      Without --socket the socket is \
      $XDG_RUNTIME_DIR/ftsd.sock, or /run/ftsd.sock. Only its owner may connect, unless the settings \
      let others in. Options prevail over the environment ($FTSD_LOG_LEVEL for --log-level), and that \
      over the file of --config or $FTSD_CONFIG. SIGHUP reads them anew. SIGTERM and SIGINT stop the \
      daemon once the requests under way are answered. It runs in the foreground and logs to standard \
      error, without the queries.
      """)

  @OptionGroup var options: ServeOptions

  @Flag(help: "Check the settings, print those that hold and where they come from, and serve nothing.")
  var check = false

  func run() throws {
    do {
      let environment = ProcessInfo.processInfo.environment
      let sources = SettingsSources(
        options: options, environment: environment, passed: try PassedSocket.all(environment: environment))
      let daemon = Daemon(sources: sources, settings: try sources.read())
      if check {
        _ = try daemon.open()
        return try StandardOutput.write(daemon.settings.text)
      }
      try daemon.run()
    } catch let error as ServerError {
      throw Failure(error)
    } catch let error as SettingsError {
      throw Failure(.usage, error.description)
    } catch let error as IndexError {
      throw Failure(error)
    }
  }
}
