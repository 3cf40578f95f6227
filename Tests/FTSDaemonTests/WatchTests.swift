import FTSCore
import FTSDocument
import FTSProtocol
import FTSTestSupport
import Testing

@testable import FTSDaemon

/// Standing queries: what matches is told as it is written, once, and nothing else.
@Suite struct WatchTests {
  private static let get = "GET /v1/watch?q=humanism&snippet=false HTTP/1.1\r\nHost: a\r\n\r\n"

  private static func put(_ test: TestServer, _ id: String, _ body: String) async throws {
    let object = #"{"body":"\#(body)"}"#
    let answer = try await RawConnection.exchange(
      test.socket,
      "PUT /v1/documents/\(id) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(object.utf8.count)\r\n\r\n"
        + object)
    #expect(answer.hasPrefix("HTTP/1.1 20"))
  }

  @Test func whatMatchesIsToldOnceItIsWritten() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      connection.send(Self.get)
      let begin = await connection.receive(until: "}\n")
      #expect(begin.contains("content-type: application/x-ndjson") && begin.contains(#"{"position":"#))
      try await Self.put(test, "other", "machines")
      try await Self.put(test, "new", "humanism again")
      let told = await connection.receive(until: #""id":"new""#)
      #expect(!told.contains(#""id":"other""#) && !told.contains(#""id":"her""#))
    }
  }

  @Test func whatIsOnlyMovedIsNotToldAgain() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      connection.send(Self.get)
      _ = await connection.receive(until: "}\n")
      try await Self.put(test, "a", "humanism")
      _ = await connection.receive(until: #""id":"a""#)
      _ = try await RawConnection.exchange(
        test.socket, "POST /v1/compact HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
      try await Self.put(test, "last", "humanism")
      let told = await connection.receive(until: #""id":"last""#)
      #expect(!told.contains(#""id":"a""#) && !told.contains(#""id":"her""#))
    }
  }

  @Test func itGoesOnWhereAnEarlierOneEnded() async throws {
    try await TestServer.run { test in
      let first = try RawConnection(test.socket)
      first.send(Self.get)
      let begin = await first.receive(until: "}\n")
      let position = try #require(begin.split(separator: #"{"position":"#).last?.prefix { $0.isNumber })
      try await Self.put(test, "missed", "humanism")
      let second = try RawConnection(test.socket)
      let body = #"{"q":"humanism","since":\#(position)}"#
      second.send("POST /v1/watch HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let told = await second.receive(until: #""id":"missed""#)
      #expect(told.contains(#""id":"missed""#) && !told.contains(#""id":"her""#))
    }
  }

  @Test func aCommandsCommitIsTold() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      connection.send(Self.get)
      _ = await connection.receive(until: "}\n")
      try TestServer.add([Document(id: "theirs", body: "humanism")], to: test.directory)
      #expect(await connection.receive(until: #""id":"theirs""#).contains(#""id":"theirs""#))
    }
  }

  @Test(arguments: ["q=", "q=a&limit=3", "q=a&since=-1", "q=a&since=x", "since=1"])
  func whatIsNoStandingQueryIsRefused(parameters: String) async throws {
    try await TestServer.run { test in
      let answer = try await RawConnection.exchange(
        test.socket, "GET /v1/watch?\(parameters) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test func theAnswerEndsWellWhenTheDaemonStops() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let test = try await TestServer.start(in: directory)
    let connection = try RawConnection(test.socket)
    connection.send(Self.get)
    _ = await connection.receive(until: "}\n")
    async let rest = connection.receive()
    // However busy the machine is.
    await test.server.stop(within: 3_600)
    #expect(await rest.hasSuffix("0\r\n\r\n"))
  }

  @Test func aStandingQueryThatNobodyReadsEnds() async throws {
    var bounds = Bounds()
    bounds.idleSeconds = 1
    try await TestServer.run(bounds: bounds) { test in
      let connection = try RawConnection(test.socket)
      connection.send(Self.get)
      _ = await connection.receive(until: "}\n")
      // More than the system keeps for a reader.
      let text = String(repeating: "humanism ", count: 50_000)
      let body = (0..<4).map { #"{"id":"n\#($0)","title":"\#(text)","body":"humanism"}"# }.joined(
        separator: "\n")
      let upload = try RawConnection(test.socket)
      await upload.sendApart(
        "POST /v1/documents HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
      _ = await upload.receive()
      try await Task.sleep(for: .seconds(3))
      #expect(!(await connection.receive()).hasSuffix("0\r\n\r\n"))
    }
  }
}
