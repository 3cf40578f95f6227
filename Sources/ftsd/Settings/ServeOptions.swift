import ArgumentParser
import FTSDaemon
import FTSProtocol
import Logging

/// Settings from the command line.
struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the settings are, which the environment and the options here prevail over; a commented file is installed as /etc/ftsd/ftsd.toml.",
      valueName: "file"),
    completion: .file())
  var config: String?

  @Option(help: ArgumentHelp("Directory of the index.", valueName: "dir"), completion: .directory)
  var index: String?

  @Option(
    help: ArgumentHelp("A file of synonyms that searches go by.", valueName: "file"), completion: .file())
  var synonyms: String?

  @Option(
    help: ArgumentHelp("A file of words that queries which have others do without.", valueName: "file"),
    completion: .file())
  var stopWords: String?

  @Option(
    help: ArgumentHelp("A socket to serve on; may be repeated.", valueName: "path"), completion: .file())
  var socket: [String] = []

  @Option(
    help: ArgumentHelp("A socket that is only read from; may be repeated.", valueName: "path"),
    completion: .file())
  var readOnlySocket: [String] = []

  @Option(
    help: ArgumentHelp(
      "A TCP port of this machine, as 127.0.0.1:7700, for those with the token; may be repeated.",
      valueName: "address"))
  var listen: [String] = []

  @Option(
    help: ArgumentHelp(
      "A TCP port of this machine, as 127.0.0.1:7780, on which browsers find a page to search with; may be repeated.",
      valueName: "address"))
  var http: [String] = []

  @Option(help: ArgumentHelp("Permissions of sockets, as 0660; 0600 otherwise.", valueName: "mode"))
  var socketMode: String?

  @Option(help: ArgumentHelp("Group of sockets.", valueName: "group"))
  var socketGroup: String?

  @Option(
    help: ArgumentHelp(
      "A user, or a group behind @, who may read; may be repeated. Otherwise it is whoever may connect.",
      valueName: "who"))
  var readers: [String] = []

  @Option(
    help: ArgumentHelp(
      "A user, or a group behind @, who may write; may be repeated. Otherwise it is whoever may read.",
      valueName: "who"))
  var writers: [String] = []

  @Option(
    help: ArgumentHelp(
      "The file with the token for TCP, which others may not read. Or set $FTSD_TOKEN.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "Where backups are made that are asked for over the socket; without it none are.", valueName: "dir"),
    completion: .directory)
  var backups: String?

  @Option(
    help: ArgumentHelp(
      "Milliseconds after which a request that does not say gets what was found; \(Limits.usualTimeoutMilliseconds) otherwise.",
      valueName: "ms"))
  var timeout: Int?

  @Option(help: ArgumentHelp("Connections at a time; \(Bounds().connections) otherwise.", valueName: "n"))
  var connections: Int?

  @Option(
    help: ArgumentHelp(
      "Large requests that are worked on at a time; one for each core otherwise.", valueName: "n"))
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Large requests that wait for one of those; \(Bounds().queue) otherwise. More are refused.",
      valueName: "n"))
  var queue: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds after which a connection ends that asks nothing or takes no answer; \(Limits.idleSeconds) otherwise.",
      valueName: "s"))
  var idleTimeout: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds in which the body of a request has to come; \(Limits.bodySeconds) otherwise.", valueName: "s"))
  var bodyTimeout: Int?

  @Option(
    help: ArgumentHelp(
      "What is logged: trace, debug, info, notice, warning, error or critical, and what is worse.",
      valueName: "level"),
    completion: .list(Logger.Level.allCases.map(\.rawValue)))
  var logLevel: String?

  @Option(
    help: ArgumentHelp("How it is logged: logfmt or json.", valueName: "format"),
    completion: .list(LogFormat.allCases.map(\.rawValue)))
  var logFormat: String?

  @Flag(inversion: .prefixedNo, help: "Log each request.")
  var logRequests: Bool?

  @Flag(inversion: .prefixedNo, help: "Log what was searched for, too.")
  var logQueries: Bool?

  @Option(
    help: ArgumentHelp(
      "Log requests that take so many milliseconds, 500 otherwise; 0 logs none.", valueName: "ms"))
  var slowQuery: Int?

  /// What they say.
  var layer: SettingsLayer {
    let texts: [(Setting, String?)] = [
      (.index, index), (.synonyms, synonyms), (.stopWords, stopWords), (.backups, backups),
      (.socketMode, socketMode),
      (.socketGroup, socketGroup),
      (.tokenFile, tokenFile), (.logLevel, logLevel), (.logFormat, logFormat),
      (.logRequests, logRequests.map(String.init)), (.logQueries, logQueries.map(String.init)),
    ]
    let numbers: [(Setting, Int?)] = [
      (.timeout, timeout), (.connections, connections), (.workers, workers), (.queue, queue),
      (.idleTimeout, idleTimeout), (.bodyTimeout, bodyTimeout), (.slowQuery, slowQuery),
    ]
    let lists: [(Setting, [String])] = [
      (.socket, socket), (.readOnlySocket, readOnlySocket), (.listen, listen), (.http, http),
      (.readers, readers),
      (.writers, writers),
    ]
    var layer = SettingsLayer()
    for case (let setting, let text?) in texts + numbers.map({ ($0, $1.map(String.init)) }) {
      layer.values[setting] = SettingValue(text, origin: "--" + setting.rawValue)
    }
    for (setting, elements) in lists where !elements.isEmpty {
      layer.values[setting] = SettingValue(elements, origin: "--" + setting.rawValue)
    }
    return layer
  }
}
