import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

/// A daemon that is treated badly stays up, answers others, and keeps nothing of it.
@Suite struct AbuseTests {
  /// What a process holds.
  private struct Holdings {
    var descriptors: Int
    /// Bytes that are its own, without what it has mapped.
    var memory: Int

    init(of process: Process) throws {
      let directory = "/proc/\(process.processIdentifier)"
      descriptors = try FileManager.default.contentsOfDirectory(atPath: directory + "/fd").count
      let status = try String(contentsOfFile: directory + "/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
      memory = try #require(Int(line.split(separator: " ")[1])) * 1_024
    }
  }

  private static func isServing(_ socket: SocketPath) async -> Bool {
    (try? await RawConnection.get(socket, "/v1/search?q=humanism"))?.hasPrefix("HTTP/1.1 200 ") == true
  }

  private static func wait(_ what: String, until condition: () async throws -> Bool) async throws {
    for _ in 0..<300 {
      if try await condition() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("this did not come about: \(what)")
  }

  private static func start(_ index: SmallIndex, _ options: [String] = [], descriptors: Int? = nil)
    async throws
    -> (process: Process, socket: SocketPath)
  {
    let socket = try SocketPath(index.directory.file("s"))
    let arguments = ["serve", "--index", index.path, "--socket", socket.path] + options
    let process: Process
    if let descriptors {
      process = try Command.startShell(
        "ulimit -n \(descriptors); exec \"$0\" \"$@\"", [Command.path] + arguments, input: 0, environment: [:]
      )
    } else {
      process = try Command.start(arguments).process
    }
    try await wait("the daemon serves") { await isServing(socket) }
    return (process, socket)
  }

  /// One round of everything that a client can do wrong.
  private static func abuse(_ socket: SocketPath, opens: Int) async throws {
    // A thread of its own opens and closes, as fast as it can.
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "opens").async {
        for _ in 0..<opens { _ = try? RawConnection(socket) }
        continuation.resume()
      }
    }
    // Bad framing, and heads and bodies that are too large or end too early.
    for text in [
      "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\u{1}\u{2}",
      "POST /v1/search HTTP/1.1\r\nContent-Length: x\r\n\r\n",
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 40_000))\r\n\r\n",
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
      "GET /v1/search?q=a HTTP/1.1\r\nHo",
    ] {
      let connection = try RawConnection(socket)
      await connection.sendApart(text)
      connection.endSending()
      _ = await connection.receive()
    }
    // Clients that ask and ask and never read. They are let go when they have been idle for too long.
    let request = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
    let deaf = try (0..<50).map { _ in try RawConnection(socket) }
    for connection in deaf { connection.send(String(repeating: request, count: 40)) }
    #expect(await isServing(socket))
    try await wait("who does not read is let go") { try connections(socket) <= 1 }
    withExtendedLifetime(deaf) {}
  }

  /// Connections that the daemon has, with the one that asks.
  private static func connections(_ socket: SocketPath) throws -> Int {
    let connection = try RawConnection(socket)
    connection.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let text = connection.receiveBlocking(until: nil)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("ftsd_connections ") })
    return try #require(Double(line.split(separator: " ")[1]).map { Int($0) })
  }

  @Test func nothingIsLeftOfClientsThatBehaveBadly() async throws {
    let index = try await SmallIndex()
    let (process, socket) = try await Self.start(index, ["--idle-timeout", "1"])
    // The first rounds take what the process keeps: stacks, buffers, caches.
    for _ in 0..<2 { try await Self.abuse(socket, opens: 10_000) }
    try await Self.wait("connections end") { try Self.connections(socket) == 1 }
    let before = try Holdings(of: process)
    try await Self.abuse(socket, opens: 10_000)
    try await Self.wait("descriptors are closed") {
      try Self.connections(socket) == 1 && Holdings(of: process).descriptors <= before.descriptors
    }
    let after = try Holdings(of: process)
    #expect(after.memory < before.memory + before.memory / 2 + 8 << 20, "\(before) \(after)")
    process.terminate()
    #expect(await Command.status(process) == 0)
  }

  @Test func withoutDescriptorsItAnswersThoseItHas() async throws {
    let index = try await SmallIndex()
    let (process, socket) = try await Self.start(index, descriptors: 48)
    let first = try RawConnection(socket)
    func asks() async -> Bool {
      first.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      return await first.receive(until: "}").hasPrefix("HTTP/1.1 200 ")
    }
    #expect(await asks())
    var others: [RawConnection] = []
    for _ in 0..<100 { others.append(try RawConnection(socket)) }
    #expect(await asks())
    others = []
    try await Self.wait("it takes connections again") { await Self.isServing(socket) }
    #expect(await asks())
    process.terminate()
    #expect(await Command.status(process) == 0)
  }
}
