import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@testable import FTSDaemon

@Suite struct SupervisorTests {
  @Test func messagesArriveAsTheSupervisorExpectsThem() async throws {
    let directory = try TemporaryDirectory()
    let socket = try DatagramSocket(directory.file("notify"))
    let supervisor = Supervisor(environment: ["NOTIFY_SOCKET": directory.file("notify")])
    supervisor.tell(.ready, status: "serving\nx")
    #expect(await socket.receive() == "READY=1\nSTATUS=serving x")
    supervisor.tell(.reloading)
    #expect(await socket.receive()?.wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=\d+/) != nil)
    supervisor.tell(.stopping)
    #expect(await socket.receive() == "STOPPING=1")
  }

  @Test func anAbstractSocketIsFound() async throws {
    let name = "ftsd-test-" + UUID().uuidString
    let socket = try DatagramSocket("\0" + name)
    Supervisor(environment: ["NOTIFY_SOCKET": "@" + name]).tell(.ready)
    #expect(await socket.receive() == "READY=1")
  }

  @Test func withoutASupervisorNobodyIsTold() {
    for environment in [
      [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "/nowhere/at/all"], ["NOTIFY_SOCKET": "x"],
    ] {
      Supervisor(environment: environment).tell(.ready)
    }
  }

  @Test(arguments: [
    (["WATCHDOG_USEC": "3000000"], Duration.seconds(3)),
    (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "\(getpid())"], .seconds(3)),
    (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"], nil), (["WATCHDOG_USEC": "0"], nil),
    (["WATCHDOG_USEC": "x"], nil), ([:], nil),
  ])
  func theWatchdogIsToldAsOftenAsItAsks(environment: [String: String], interval: Duration?) {
    let supervisor = Supervisor(environment: environment.merging(["NOTIFY_SOCKET": "/x"]) { $1 })
    #expect(supervisor.watchdogInterval == interval)
  }

  @Test func theWatchdogHearsOfAServerWhileItRuns() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let socket = try DatagramSocket(directory.file("notify"))
    let supervisor = Supervisor(environment: [
      "NOTIFY_SOCKET": directory.file("notify"), "WATCHDOG_USEC": "20000",
    ])
    let test = try await TestServer.start(in: directory, supervisor: supervisor)
    for _ in 0..<3 { #expect(await socket.receive() == "WATCHDOG=1") }
    // A supervisor that does not read holds nobody up.
    try await Task.sleep(for: .milliseconds(500))
    #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"))
    await test.server.stop()
    while socket.receiveWithoutWaiting() != nil {}
    try await Task.sleep(for: .milliseconds(50))
    #expect(socket.receiveWithoutWaiting() == nil)
  }
}

@Suite struct PassedSocketTests {
  @Test(arguments: [
    [:], ["LISTEN_FDS": "1"], ["LISTEN_FDS": "1", "LISTEN_PID": "1"],
    ["LISTEN_FDS": "0", "LISTEN_PID": "\(getpid())"], ["LISTEN_FDS": "x", "LISTEN_PID": "\(getpid())"],
  ])
  func whatIsNotForThisProcessIsLeftAlone(environment: [String: String]) throws {
    #expect(try PassedSocket.all(environment: environment).isEmpty)
  }

  @Test func whatIsNoListeningSocketIsRefused() throws {
    let null = try #require(FileHandle(forReadingAtPath: "/dev/null"))
    #expect(throws: ServerError.unusableSocket(name: "x", reason: "it is no listening stream socket")) {
      try PassedSocket(name: "x", descriptor: null.fileDescriptor)
    }
    let unbound = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(unbound) }
    #expect(throws: ServerError.self) { try PassedSocket(name: "x", descriptor: unbound) }
  }

  @Test(arguments: [true, false])
  func aPassedSocketIsServedAndStays(byName: Bool) async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let path = try SocketPath(directory.file("passed"))
    let opened = try ListeningDescriptor(path.path)
    let passed = try PassedSocket(name: "search", descriptor: dup(opened.descriptor))
    let listener =
      byName
      ? ListenerConfiguration(place: .passed(name: "search"), policy: AccessPolicy(isReadOnly: true))
      : .socket(path, policy: AccessPolicy(isReadOnly: true))
    let test = try await TestServer.start(in: directory, more: [listener], passed: [passed])
    #expect(try await RawConnection.get(path, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"))
    await test.server.stop()
    #expect(FileManager.default.fileExists(atPath: path.path))
  }

  @Test func whatTheSettingsDoNotMentionIsRefused() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let opened = try ListeningDescriptor(directory.file("passed"))
    let passed = try PassedSocket(name: "search", descriptor: opened.descriptor)
    await #expect(throws: ServerError.unexpectedSocket(name: "search", address: directory.file("passed"))) {
      _ = try await TestServer.start(in: directory, passed: [passed])
    }
    let missing = ListenerConfiguration(place: .passed(name: "other"), policy: AccessPolicy())
    await #expect(throws: ServerError.missingSocket(name: "other")) {
      _ = try await TestServer.start(in: directory, more: [missing])
    }
    #expect(!FileManager.default.fileExists(atPath: directory.file("ftsd.sock")))
  }
}
