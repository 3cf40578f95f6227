import FTSDaemon
import FTSProtocol
import FTSTestSupport
import Testing

@Suite struct ShutdownTests {
  @Test func aRequestUnderWayIsAnsweredBeforeTheServerStops() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let test = try await TestServer.start(in: directory)
    let connection = try RawConnection(test.socket)
    let body = #"{"q":"humanism"}"#
    connection.send(
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    )
    // Now the server has the head of the request.
    #expect(await connection.receive(until: "\r\n\r\n").contains("100 Continue"))
    async let stopped: Void = test.server.stop(within: 3_600)
    while (try? RawConnection(test.socket)) != nil { try await Task.sleep(for: .milliseconds(5)) }
    connection.send(body)
    // Up to the end of the connection, which is the server's to bring about.
    let answer = await connection.receive()
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("}]}"))
    await stopped
  }

  @Test func idleConnectionsEndWithTheServer() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let test = try await TestServer.start(in: directory)
    let connection = try RawConnection(test.socket)
    connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await connection.receive(until: "}").contains("200 OK"))
    await test.server.stop()
    #expect(await connection.receive().isEmpty)
  }

  @Test func aServerCanStartAgainOnTheSameSocket() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    for _ in 0..<3 {
      let test = try await TestServer.start(in: directory)
      #expect(try await RawConnection.get(test.socket, "/healthz").contains("200 OK"))
      await test.server.stop()
    }
  }
}
