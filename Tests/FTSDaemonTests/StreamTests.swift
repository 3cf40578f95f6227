import FTSProtocol
import FTSTestSupport
import NIOCore
import NIOHTTP1
import Testing

@testable import FTSDaemon

/// Requests whose bodies are taken as they come, and answers that are given bit by bit.
@Suite struct StreamTests {
  /// Counts the bytes of a body, and says so after every piece.
  private static let count = Endpoint(
    "/count",
    Operation(
      .POST, "count", "Counts",
      by: .streamed { call, answer in
        var total = 0
        try await answer.begin(contentType: "text/plain")
        for try await piece in call.body {
          total += piece.readableBytes
          try await answer.write(Array("\(total)\n".utf8))
        }
        try await answer.write(Array("all \(total)\n".utf8))
      }))

  /// Refuses without reading the body.
  private static let refuse = Endpoint(
    "/refuse",
    Operation(
      .POST, "refuse", "Refuses",
      by: .gathered { _ in throw Problem(.invalidParameter, "no") }))

  private static let endpoints = [count, refuse, .health]

  @Test func aBodyLargerThanAnyThatIsKeptIsStreamed() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let size = 3 * Limits.bodyBytes
      let connection = try RawConnection(test.socket)
      async let answer = connection.receive(until: "HTTP/1.1 200 OK\r\ncontent-type: application/json")
      connection.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n")
      for _ in 0..<3 { await connection.sendApart(String(repeating: "x", count: Limits.bodyBytes)) }
      // The connection goes on afterwards.
      connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      let received = await answer
      #expect(received.hasPrefix("HTTP/1.1 200 OK\r\n") && received.contains("transfer-encoding: chunked"))
      #expect(received.contains("all \(size)\n"))
    }
  }

  @Test func anAnswerComesWhileTheBodyIsStillSent() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let connection = try RawConnection(test.socket)
      connection.send(
        "POST /count HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n"
      )
      #expect(await connection.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue"))
      connection.send("abc")
      #expect(await connection.receive(until: "3\n").contains("3\n"))
      connection.send("def")
      #expect(await connection.receive().contains("all 6\n"))
    }
  }

  @Test func aRefusalEndsTheConnectionThatStillSends() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let answer = try await RawConnection.exchange(
        test.socket, "POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(#""code":"invalid_parameter""#))
      #expect(answer.contains("\r\nconnection: close\r\n"))
    }
  }

  @Test func aBodyThatEndsTooEarlyFailsTheOneWhoReadsIt() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let connection = try RawConnection(test.socket)
      connection.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
      #expect(await connection.receive(until: "3\n").contains("3\n"))
      connection.endSending()
      let rest = await connection.receive()
      #expect(!rest.contains("all") && !rest.hasSuffix("0\r\n\r\n"))
      #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func anOldClientIsAnsweredUntilTheEndOfTheConnection() async throws {
    try await TestServer.run(Self.endpoints) { test in
      let answer = try await RawConnection.exchange(
        test.socket, "POST /count HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc")
      #expect(answer.contains("\r\n\r\n3\nall 3\n") && !answer.contains("chunked"))
    }
  }
}
