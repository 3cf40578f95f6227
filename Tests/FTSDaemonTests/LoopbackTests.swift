import FTSClient
import FTSDaemon
import FTSProtocol
import FTSTestSupport
import Testing

@Suite struct LoopbackTests {
  private static let secret = "0123456789abcdefghijklmnop"

  private func run(_ body: (TestServer, UInt16) async throws -> Void) async throws {
    let listener = ListenerConfiguration.loopback(
      try LoopbackAddress("127.0.0.1:0"), token: try BearerToken(Self.secret))
    try await TestServer.run(more: [listener]) { test in
      try await body(test, UInt16(try #require(test.server.loopbackPorts.first)))
    }
  }

  @Test func theClientIsLetInWithTheToken() async throws {
    try await run { _, port in
      let address = try LoopbackAddress("localhost:\(port)")
      let token = try BearerToken(Self.secret)
      let health = try await Client.withConnection(to: address, token: token) { client throws(ClientError) in
        try await client.health()
      }
      #expect(health.status == "ok")
      let wrong = try BearerToken(Self.secret + "x")
      await #expect {
        try await Client.withConnection(to: address, token: wrong) { client throws(ClientError) in
          _ = try await client.health()
        }
      } throws: { error in
        guard case .problem(let problem) = error as? ClientError else { return false }
        return problem.code == .unauthorized && !problem.detail.contains(Self.secret)
      }
    }
  }

  @Test(arguments: [
    ("", 401), ("Authorization: Bearer \(secret)\r\n", 200), ("authorization: bearer \(secret)\r\n", 200),
    ("Authorization: Bearer \(secret)x\r\n", 401), ("Authorization: Bearer \(secret.dropLast())\r\n", 401),
    ("Authorization: Bearer \(secret)\(secret)\r\n", 401), ("Authorization: Bearer \r\n", 401),
    ("Authorization: \(secret)\r\n", 401), ("Authorization: Basic \(secret)\r\n", 401),
  ])
  func aRequestIsAnsweredWithTheTokenOnly(header: String, status: Int) async throws {
    try await run { _, port in
      let answer = try await RawConnection.exchange(
        port: port, "GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n\(header)Connection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("\r\nwww-authenticate: Bearer\r\n") == (status == 401))
      #expect(answer.contains("\"code\":\"unauthorized\"") == (status == 401))
    }
  }

  @Test(arguments: [
    ("Host: localhost\r\n", 200), ("Host: 127.0.0.1:80\r\n", 200), ("Host: [::1]:9\r\n", 200),
    ("Host: evil.example\r\n", 403), ("Host: evil.example:80\r\n", 403),
    ("Host: localhost.evil.example\r\n", 403),
    ("Host: localhost:x\r\n", 403), ("", 403), ("Host: localhost\r\nHost: evil.example\r\n", 403),
  ])
  func aNameThatWasMadeToLeadHereIsRefused(header: String, status: Int) async throws {
    try await run { _, port in
      let answer = try await RawConnection.exchange(
        port: port,
        "GET /v1/stats HTTP/1.1\r\n\(header)Authorization: Bearer \(Self.secret)\r\nConnection: close\r\n\r\n"
      )
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("\"code\":\"forbidden\"") == (status == 403))
    }
  }

  @Test func theBodyOfARefusedRequestIsNotWaitedFor() async throws {
    try await run { _, port in
      let answer = try await RawConnection.exchange(
        port: port, "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{")
      #expect(answer.hasPrefix("HTTP/1.1 401 "))
    }
  }

  @Test func aPortInUseIsRefusedAndNothingElseIsLeftOpen() async throws {
    try await run { _, port in
      let directory = try TemporaryDirectory()
      try TestServer.add(TestServer.documents, to: directory)
      let taken = ListenerConfiguration.loopback(
        try LoopbackAddress("127.0.0.1:\(port)"), token: try BearerToken(Self.secret))
      await #expect(throws: ServerError.alreadyServing(path: "127.0.0.1:\(port)")) {
        _ = try await TestServer.start(in: directory, more: [taken])
      }
      #expect(throws: RawConnection.Failure.self) {
        try RawConnection(SocketPath(directory.file("ftsd.sock")))
      }
    }
  }

  @Test(arguments: [
    "0.0.0.0:80", "192.168.0.1:80", "example.org:80", "127.0.0.1", ":80", "127.0.0.1:99999", "::1:80",
  ])
  func onlyLoopbackIsListenedTo(address: String) {
    #expect(throws: Problem.self) { try LoopbackAddress(address) }
  }

  @Test(arguments: ["short", "with a space in the middle", "ümlaute-sind-nicht-erlaubt", ""])
  func aTokenThatIsNoneIsRefusedWithoutBeingTold(token: String) throws {
    do {
      _ = try BearerToken(token)
      Issue.record("\(token) is taken for a token")
    } catch {
      #expect(token.isEmpty || !error.detail.contains(token))
    }
  }

  @Test func aTokenIsNeverPrinted() throws {
    let token = try BearerToken(Self.secret)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), "\([token])", dumped] {
      #expect(!text.contains(Self.secret) && !text.contains("48"))
    }
  }
}
