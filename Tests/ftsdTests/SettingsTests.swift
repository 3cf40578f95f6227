import ArgumentParser
import FTSDaemon
import FTSProtocol
import FTSTestSupport
import Foundation
import Logging
import Testing

@testable import ftsd

@Suite struct SettingsTests {
  private func layer(_ text: String) throws -> SettingsLayer {
    try SettingsFile(text, path: "ftsd.toml").layer()
  }

  private func error(_ text: String) -> String? {
    do {
      _ = try layer(text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func settings(_ layers: SettingsLayer...) throws -> ServeSettings {
    let sources = SettingsSources(
      options: try ServeOptions.parse([]), environment: ["FTSD_INDEX": "/i", "XDG_RUNTIME_DIR": "/run"],
      passed: [])
    return try ServeSettings([try sources.defaults()] + layers)
  }

  @Test func byItselfTheSocketIsItsOwnersAloneAndThereIsNoPort() throws {
    let settings = try settings()
    #expect(settings.listeners == [.socket(try SocketPath("/run/ftsd.sock"))])
    #expect(settings.log == LogSettings() && settings.index == "/i" && settings.synonyms == nil)
    #expect(settings.stopWords == nil)
  }

  @Test func theStrongestSourcePrevails() throws {
    let file = try layer("log-level = \"error\"\nslow-query = 7\nindex = \"/f\"\nlog-queries = true")
    let environment = try SettingsEnvironment.read([
      "FTSD_LOG_LEVEL": "info", "FTSD_INDEX": "/e", "PATH": "/bin",
    ])
    let options = try ServeOptions.parse(["--index", "/o", "--no-log-queries"]).layer
    let settings = try settings(file, environment, options)
    #expect(settings.index == "/o" && settings.log.level == .info)
    #expect(settings.log.slowMilliseconds == 7 && !settings.log.queries)
  }

  @Test func thePageIsServedWhereItIsAskedForAlone() throws {
    let file = try layer("socket = \"/a\"\nhttp = \"localhost:7780\"")
    let page = ListenerConfiguration.page(try LoopbackAddress("127.0.0.1:7780"))
    #expect(try settings(file).listeners == [.socket(try SocketPath("/a")), page])
    #expect(page.policy == AccessPolicy(.anybody, isReadOnly: true))
    let environment = try SettingsEnvironment.read(["FTSD_HTTP": "127.0.0.1:1,[::1]:2"])
    #expect(try settings(environment).listeners.map(\.place.description) == ["127.0.0.1:1", "[::1]:2"])
    let options = try ServeOptions.parse(["--http", "127.0.0.1:7780"]).layer
    #expect(try settings(file, environment, options).listeners == [page])
  }

  @Test func aSourceThatNamesListenersReplacesThoseOfWeakerOnes() throws {
    let file = try layer(
      "[[listener]]\nsocket = \"/a\"\nsocket-mode = \"0660\"\n[[listener]]\nsocket = \"/b\"\nread-only = true"
    )
    #expect(
      try settings(file).listeners == [
        .socket(try SocketPath("/a"), mode: 0o660),
        .socket(try SocketPath("/b"), policy: AccessPolicy(isReadOnly: true)),
      ])
    let options = try ServeOptions.parse(["--socket", "/c", "--socket", "/d", "--read-only-socket", "/e"])
      .layer
    #expect(
      try settings(file, options).listeners.map(\.place.description) == ["/c", "/d", "/e"])
    #expect(try settings(file, options).listeners.map(\.policy.isReadOnly) == [false, false, true])
  }

  @Test func whatAllListenersShareHoldsForThoseThatSayNothing() throws {
    let file = try layer(
      """
      socket-mode = "0666"
      writers = ["0"]
      readers = "@0"
      [[listener]]
      socket = "/a"
      writers = []
      [[listener]]
      socket = "/b"
      socket-mode = "0600"
      """)
    let (root, group) = (try AccessList(["0"]), try AccessList(["@0"]))
    #expect(
      try settings(file).listeners == [
        .socket(
          try SocketPath("/a"), mode: 0o666,
          policy: AccessPolicy(.credentials(readers: group, writers: try AccessList([])))),
        .socket(
          try SocketPath("/b"), mode: 0o600, policy: AccessPolicy(.credentials(readers: group, writers: root))
        ),
      ])
  }

  @Test(arguments: [
    ("indx = \"/i\"", "ftsd.toml, line 1: there is no setting 'indx'; did you mean 'index'?"),
    (
      "\n\nlog-levels = 1\n", "ftsd.toml, line 3: there is no setting 'log-levels'; did you mean 'log-level'?"
    ),
    (
      "# c\nsocket = [\n\"/a\",\n\"/b\"\n]\n# d\nnonsense = 1",
      "ftsd.toml, line 7: there is no setting 'nonsense'"
    ),
    ("[log]\nlevel = \"x\"", "ftsd.toml, line 1: there is no setting 'log'"),
    ("index = 5", "ftsd.toml, line 1: index must be a string, in quotes"),
    ("readers = [\n1\n]", "ftsd.toml, line 1: readers must be an array of strings"),
    ("log-queries = \"yes\"", "ftsd.toml, line 1: log-queries is true or false"),
    ("slow-query = 1.5", "ftsd.toml, line 1: slow-query must be a whole number"),
    ("listener = 1", "ftsd.toml, line 1: each listener is a table of its own: [[listener]]"),
    (
      "[[listener]]\nsocket = \"/a\"\n\n[[listener]]\n",
      "ftsd.toml, line 4: a listener has one of socket, listen, http and systemd"
    ),
    (
      "[[listener]]\nsocket = \"/a\"\nlisten = \"127.0.0.1:1\"",
      "ftsd.toml, line 1: a listener has one of socket, listen, http and systemd"
    ),
    (
      "[[listener]]\nsocket = \"/a\"\nsocket-mod = \"0600\"",
      "ftsd.toml, line 3: there is no setting of a listener 'socket-mod'; did you mean 'socket-mode'?"
    ),
    (
      "[[listener]]\nsocket = \"/a\"\nlog-level = \"info\"",
      "ftsd.toml, line 3: there is no setting of a listener 'log-level'"
    ),
  ])
  func whatIsNoSettingIsRefusedWithItsPlace(text: String, message: String) {
    #expect(error(text) == message)
  }

  @Test func whatIsNoTOMLIsRefusedWithItsPlace() {
    #expect(error("index = \"/i\"\nlog-level = = 1\n")?.hasPrefix("ftsd.toml, line 2: ") == true)
    #expect(error("index = \"/i\"\nindex = \"/j\"\n")?.hasPrefix("ftsd.toml, line 2: ") == true)
    // On these some readers end the process.
    #expect(error("[ = 1")?.hasPrefix("ftsd.toml, line 1: ") == true)
    #expect(error("\nindex = 2014-05-01Tx")?.hasPrefix("ftsd.toml, line 2: ") == true)
  }

  @Test(arguments: [
    (
      "log-level = \"loud\"",
      "line 1: log-level is one of trace, debug, info, notice, warning, error, critical, not 'loud'"
    ),
    ("log-format = \"xml\"", "line 1: log-format is one of logfmt, json, not 'xml'"),
    ("slow-query = -1", "line 1: slow-query is a whole number from 0 to 1000000000, not '-1'"),
    (
      "socket = \"/a\"\nsocket-mode = \"0060\"",
      "line 2: socket-mode is 0600 and what others may do besides, as 0660, not '0060'"
    ),
    (
      "socket = \"/a\"\nsocket-mode = \"rw\"",
      "line 2: socket-mode is 0600 and what others may do besides, as 0660, not 'rw'"
    ),
    (
      "socket = \"/a\"\nreaders = [\"nobody-at-all\"]",
      "line 2: there is no user 'nobody-at-all' on this system"
    ),
    ("socket = \"/a\"\nsocket-group = \"no-group\"", "line 2: there is no group 'no-group' on this system"),
    (
      "listen = \"0.0.0.0:80\"",
      "line 1: '0.0.0.0:80' is none of 127.0.0.1:PORT, [::1]:PORT and localhost:PORT"
    ),
    (
      "http = [\"127.0.0.1:80\", \"192.168.0.1:80\"]",
      "line 1: '192.168.0.1:80' is none of 127.0.0.1:PORT, [::1]:PORT and localhost:PORT"
    ),
    (
      "[[listener]]\nhttp = \"127.0.0.1:80\"\ntoken-file = \"/t\"",
      "line 3: the page is for whoever reaches its port, and only read from"
    ),
    ("[[listener]]\nhttp = \"127.0.0.1:80\"\nlisten = \"[::1]:80\"", "line 1: a listener has one of"),
    ("listen = \"127.0.0.1:80\"", "line 1: 127.0.0.1:80 wants a token: set token-file or $FTSD_TOKEN"),
    ("[[listener]]\nlisten = \"[::1]:80\"\nreaders = []", "line 3: a TCP listener goes by its token"),
    (
      "[[listener]]\nsocket = \"/a\"\ntoken-file = \"/t\"",
      "line 3: a socket goes by its users and groups, not by a token"
    ),
    (
      "listen = \"127.0.0.1:80\"\ntoken-file = \"/nowhere\"",
      "line 2: cannot read /nowhere: No such file or directory"
    ),
  ])
  func aValueThatIsNoneIsRefusedWithItsPlace(text: String, message: String) throws {
    do {
      _ = try settings(layer(text))
      Issue.record("\(text) is taken")
    } catch {
      #expect("\(error)".hasPrefix("ftsd.toml, " + message))
    }
  }

  @Test func unknownVariablesAreRefused() throws {
    #expect(
      throws: SettingsError(
        "there is no variable 'FTSD_LOGLEVEL'; did you mean 'FTSD_LOG_LEVEL'?", origin: "$FTSD_LOGLEVEL")
    ) {
      try SettingsEnvironment.read(["FTSD_LOGLEVEL": "info"])
    }
    #expect(try SettingsEnvironment.read(["FTSD_LOG_LEVEL": "", "OTHER": "x"]).values.isEmpty)
    let lists = try SettingsEnvironment.read(["FTSD_READERS": "web,@search"])
    #expect(lists.values[.readers]?.elements == ["web", "@search"])
  }

  @Test func theTokenComesFromTheStrongestSourceThatHasOne() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("token")
    try Data("token-from-a-file-0123456789\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let address = try LoopbackAddress("127.0.0.1:80")
    let file = try layer("listen = \"127.0.0.1:80\"\ntoken-file = \"\(path)\"")
    #expect(
      try settings(file).listeners == [
        .loopback(address, token: try BearerToken("token-from-a-file-0123456789"))
      ])
    let environment = try SettingsEnvironment.read(["FTSD_TOKEN": "token-from-the-environment"])
    let both = try settings(file, environment)
    #expect(both.listeners == [.loopback(address, token: try BearerToken("token-from-the-environment"))])
    #expect(!both.text.contains("token-from") && both.text.contains("token-file = \"\(path)\""))
    let ambiguous = try SettingsEnvironment.read([
      "FTSD_TOKEN": "token-from-the-environment", "FTSD_TOKEN_FILE": path,
    ])
    #expect(throws: SettingsError.self) { try settings(file, ambiguous) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(
      throws: SettingsError(
        "others may read \(path); make it its owner's alone: chmod 600 \(path)", origin: "ftsd.toml, line 2")
    ) { try settings(file) }
  }

  /// What `--check` prints is a file that says the same.
  @Test func theTextOfSettingsMeansTheSame() throws {
    let file = try layer(
      """
      log-level = "debug"
      readers = ["0", "@0"]
      synonyms = "/a \\"quoted\\"\\\\ name\\u0001"
      stop-words = "/words"
      [[listener]]
      socket = "/a"
      socket-mode = "0660"
      [[listener]]
      systemd = "x"
      read-only = true
      [[listener]]
      http = "[::1]:7780"
      """)
    let settings = try settings(file)
    let again = try ServeSettings([try layer(settings.text)])
    #expect(again.listeners == settings.listeners && again.log == settings.log)
    #expect(again.synonyms == "/a \"quoted\"\\ name\u{1}" && again.index == settings.index)
    #expect(again.stopWords == "/words")
  }

  @Test func theSettingsThatShipAreSettings() throws {
    let path = Self.packaging + "ftsd.toml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let settings = try settings(layer(text))
    #expect(settings.log == LogSettings())
    #expect(settings.listeners == [.socket(try SocketPath("/run/ftsd/ftsd.sock"))])
    // What is commented out is well-formed, too, and every setting is there.
    let uncommented = text.replacing(/(?m)^#(?=[a-z\[])/, with: "")
    let all = try layer(uncommented)
    let listening: Set<Setting> = [.socket, .readOnlySocket, .listen, .http]
    #expect(Set(all.values.keys).union(listening) == Set(Setting.allCases))
    #expect(all.listeners.map(\.place.key) == ["socket", "socket", "listen", "http", "systemd"])
  }

  static let packaging =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Sources/Packaging/"

  @Test(
    arguments: [
      ("log-levl", "log-level"), ("LOG", nil), ("sockt", "socket"), ("reader", "readers"), ("x", nil),
      ("", nil),
    ] as [(String, String?)])
  func theNearestNameIsTheOneThatWasMeant(name: String, nearest: String?) {
    #expect(NearestName.of(name, among: Setting.allCases.map(\.rawValue)) == nearest)
  }
}
