import ArgumentParser
import FTSProtocol

/// Settings from the command line.
struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the settings are, which the environment and the options here prevail over; see Sources/Packaging/ftsd.toml.",
      valueName: "file"),
    completion: .file())
  var config: String?

  @Option(help: ArgumentHelp("Directory of the index.", valueName: "dir"), completion: .directory)
  var index: String?

  @Option(
    help: ArgumentHelp("A file of synonyms that searches go by.", valueName: "file"), completion: .file())
  var synonyms: String?

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
      "Milliseconds after which a request that does not say gets what was found; \(Limits.usualTimeoutMilliseconds) otherwise.",
      valueName: "ms"))
  var timeout: Int?

  @Option(
    help: ArgumentHelp(
      "What is logged: trace, debug, info, notice, warning, error or critical, and what is worse.",
      valueName: "level"))
  var logLevel: String?

  @Option(help: ArgumentHelp("How it is logged: logfmt or json.", valueName: "format"))
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
      (.index, index), (.synonyms, synonyms), (.socketMode, socketMode), (.socketGroup, socketGroup),
      (.tokenFile, tokenFile), (.logLevel, logLevel), (.logFormat, logFormat),
      (.logRequests, logRequests.map(String.init)), (.logQueries, logQueries.map(String.init)),
      (.timeout, timeout.map(String.init)), (.slowQuery, slowQuery.map(String.init)),
    ]
    let lists: [(Setting, [String])] = [
      (.socket, socket), (.readOnlySocket, readOnlySocket), (.listen, listen), (.readers, readers),
      (.writers, writers),
    ]
    var layer = SettingsLayer()
    for case (let setting, let text?) in texts {
      layer.values[setting] = SettingValue(text, origin: "--" + setting.rawValue)
    }
    for (setting, elements) in lists where !elements.isEmpty {
      layer.values[setting] = SettingValue(elements, origin: "--" + setting.rawValue)
    }
    return layer
  }
}
