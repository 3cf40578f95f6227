/// What a daemon can be set to. A setting has one name everywhere: `log-level` in a file is `FTSD_LOG_LEVEL` in the
/// environment and `--log-level` on the command line.
enum Setting: String, CaseIterable {
  case index
  case synonyms
  case stopWords = "stop-words"
  case socket
  case readOnlySocket = "read-only-socket"
  case listen
  case http
  case socketMode = "socket-mode"
  case socketGroup = "socket-group"
  case readers
  case writers
  case tokenFile = "token-file"
  case backups
  case timeout
  case connections
  case workers
  case queue
  case idleTimeout = "idle-timeout"
  case bodyTimeout = "body-timeout"
  case logLevel = "log-level"
  case logFormat = "log-format"
  case logRequests = "log-requests"
  case logQueries = "log-queries"
  case slowQuery = "slow-query"

  /// What its value is.
  enum Kind {
    case text, list, flag, number
  }

  var kind: Kind {
    switch self {
    case .index, .synonyms, .stopWords, .backups, .socketMode, .socketGroup, .tokenFile, .logLevel,
      .logFormat:
      .text
    case .socket, .readOnlySocket, .listen, .http, .readers, .writers: .list
    case .logRequests, .logQueries: .flag
    case .timeout, .connections, .workers, .queue, .idleTimeout, .bodyTimeout, .slowQuery: .number
    }
  }

  /// Name of its variable in the environment.
  var variable: String { "FTSD_" + rawValue.uppercased().replacing("-", with: "_") }
}
