import FTSClient
import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

/// The daemon as a supervisor sees it: sockets passed to it, what it tells, signals.
@Suite struct ServeSupervisionTests {
  /// A daemon under a stand-in for the supervisor, which receives what it tells.
  private struct Daemon {
    let process: Process
    let notifications: DatagramSocket
    let socket: SocketPath
    let errors: Pipe

    /// Waits until the daemon has told that it is ready.
    init(_ index: SmallIndex, _ arguments: [String], environment: [String: String] = [:]) async throws {
      socket = try SocketPath(index.directory.file("s"))
      notifications = try DatagramSocket(index.directory.file("notify"))
      let variables = ["NOTIFY_SOCKET": index.directory.file("notify")].merging(environment) { $1 }
      let started = try Command.start(["serve", "--index", index.path] + arguments, environment: variables)
      (process, errors) = (started.process, started.errors)
      #expect(await notifications.receive() == "READY=1\nSTATUS=serving \(index.path)")
    }

    /// Ends it as a supervisor does.
    func stop() async {
      process.terminate()
      #expect(await Command.status(process) == 0)
    }
  }

  @Test func theSupervisorIsToldOfTheStartAReloadAndTheEnd() async throws {
    let index = try await SmallIndex()
    let daemon = try await Daemon(index, ["--socket", index.directory.file("s")])
    #expect(FileManager.default.fileExists(atPath: daemon.socket.path))
    kill(daemon.process.processIdentifier, SIGHUP)
    #expect(await daemon.notifications.receive()?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
    #expect(await daemon.notifications.receive() == "READY=1\nSTATUS=serving \(index.path)")
    await daemon.stop()
    #expect(await daemon.notifications.receive() == "STOPPING=1")
  }

  @Test func settingsAreReloadedUnderLoadWithoutLosingARequest() async throws {
    let index = try await SmallIndex()
    let (settings, synonyms) = (index.directory.file("ftsd.toml"), index.directory.file("synonyms"))
    let words = index.directory.file("words")
    func write(_ text: String, to path: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    try write("synonyms = \"\(synonyms)\"\nstop-words = \"\(words)\"\nlog-level = \"error\"\n", to: settings)
    try write("a => b\n", to: synonyms)
    try write("of\n", to: words)
    let daemon = try await Daemon(index, ["--config", settings, "--socket", index.directory.file("s")])
    let socket = daemon.socket
    let reloads = 30
    let clients = (0..<4).map { _ in
      Task {
        try await Client.withConnection(to: socket) { client throws(ClientError) in
          var answers = 0
          while !Task.isCancelled {
            let total = try await client.search(SearchRequest(query: "humanism")).total
            #expect(total == 2)
            answers += 1
          }
          return answers
        }
      }
    }
    for round in 0..<reloads {
      try write("zeitgeist => \(round + 1 == reloads ? "humanism" : "nothing")\n", to: synonyms)
      if round + 1 == reloads { try write("of\nsort\n", to: words) }
      kill(daemon.process.processIdentifier, SIGHUP)
      #expect(await daemon.notifications.receive()?.hasPrefix("RELOADING=1\n") == true)
      #expect(await daemon.notifications.receive()?.hasPrefix("READY=1\n") == true)
    }
    for client in clients { client.cancel() }
    for client in clients { #expect(try await client.value > 0) }
    let found = try await Client.withConnection(to: socket) { client throws(ClientError) in
      try await client.search(SearchRequest(query: "zeitgeist sort of")).total
    }
    #expect(found == 2)
    await daemon.stop()
  }

  @Test func settingsThatAreWrongAreNotTaken() async throws {
    let index = try await SmallIndex()
    let settings = index.directory.file("ftsd.toml")
    try Data("log-level = \"notice\"\n".utf8).write(to: URL(fileURLWithPath: settings))
    let daemon = try await Daemon(index, ["--config", settings, "--socket", index.directory.file("s")])
    try Data("log-levl = \"notice\"\n".utf8).write(to: URL(fileURLWithPath: settings))
    kill(daemon.process.processIdentifier, SIGHUP)
    _ = await daemon.notifications.receive()
    let status = await daemon.notifications.receive()
    #expect(
      status?.hasPrefix("READY=1\nSTATUS=not reloaded: \(settings), line 1: there is no setting") == true)
    let health = try await Client.withConnection(to: daemon.socket) { client throws(ClientError) in
      try await client.health()
    }
    #expect(health.status == "ok")
    await daemon.stop()
  }

  @Test func aSocketThatWasPassedIsServed() async throws {
    let index = try await SmallIndex()
    let path = index.directory.file("passed")
    let passed = try ListeningDescriptor(path)
    let notifications = try DatagramSocket(index.directory.file("notify"))
    // The number of the process, which the variable must hold, is known to the shell alone; it becomes the daemon.
    let process = try Command.startShell(
      "exec 3<&0 0</dev/null; LISTEN_PID=$$ exec \"$0\" serve --index \"$1\"", [Command.path, index.path],
      input: passed.descriptor,
      environment: [
        "LISTEN_FDS": "1", "LISTEN_FDNAMES": "search", "NOTIFY_SOCKET": index.directory.file("notify"),
      ])
    #expect(await notifications.receive()?.hasPrefix("READY=1\n") == true)
    let found = try await Command.run(["search", "--socket", path, "humanism", "--count"])
    #expect(found.status == 0 && found.output == "2\n")
    process.terminate()
    #expect(await Command.status(process) == 0)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func aRequestUnderWayIsAnsweredAfterTheSignalAndOneThatNeverEndsIsNotWaitedForLong() async throws {
    let index = try await SmallIndex()
    let daemon = try await Daemon(index, ["--socket", index.directory.file("s")])
    let (answered, endless) = (Pipe(), Pipe())
    let body = #"{"q":"humanism"}"#
    // The bodies come through pipes: one after the signal, one never.
    let curls = try [answered, endless].map { pipe in
      let curl = Process()
      curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
      curl.arguments = [
        "-s", "-m", "30", "--unix-socket", daemon.socket.path, "-T", "-", "-X", "POST",
        "http://localhost/v1/search",
      ]
      curl.standardInput = pipe
      curl.standardOutput = Pipe()
      curl.standardError = FileHandle.nullDevice
      try curl.run()
      return curl
    }
    // A piece of each body, so that the daemon has the heads.
    for pipe in [answered, endless] { pipe.fileHandleForWriting.write(Data(body.utf8.prefix(3))) }
    try await Task.sleep(for: .milliseconds(300))
    daemon.process.terminate()
    while FileManager.default.fileExists(atPath: daemon.socket.path) {
      try await Task.sleep(for: .milliseconds(5))
    }
    answered.fileHandleForWriting.write(Data(body.utf8.dropFirst(3)))
    try answered.fileHandleForWriting.close()
    let output = try #require(curls[0].standardOutput as? Pipe).fileHandleForReading
    #expect(await Command.status(curls[0]) == 0)
    #expect(String(decoding: output.readDataToEndOfFile(), as: UTF8.self).contains("\"total\":2"))
    #expect(await Command.status(daemon.process) == 0)
    curls[1].terminate()
  }

  @Test func theLogDoesNotMindThatNobodyReadsIt() async throws {
    let index = try await SmallIndex()
    let daemon = try await Daemon(index, ["--socket", index.directory.file("s"), "--log-requests"])
    try daemon.errors.fileHandleForReading.close()
    for _ in 0..<3 {
      #expect(try await Command.run(["search", "--socket", daemon.socket.path, "humanism"]).status == 0)
    }
    await daemon.stop()
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "needs systemd"))
  func theUnitsAreWellFormed() async throws {
    let directory = try TemporaryDirectory()
    for name in ["ftsd.service", "ftsd.socket"] {
      // The program need not be installed.
      let unit = try String(contentsOfFile: SettingsTests.packaging + name, encoding: .utf8)
        .replacing("/usr/bin/ftsd", with: "/bin/true")
      try Data(unit.utf8).write(to: URL(fileURLWithPath: directory.file(name)))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/systemd-analyze")
    process.arguments = ["verify", "--man=no", directory.file("ftsd.service"), directory.file("ftsd.socket")]
    let output = Pipe()
    process.standardError = output
    try process.run()
    let complaints = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(await Command.status(process) == 0 && complaints.isEmpty)
  }
}
