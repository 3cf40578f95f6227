import FTSProtocol
import FTSTestSupport
import Testing

@Suite struct HTTPTests {
  @Test(arguments: [
    ("GET /v1/search?q=humanism HTTP/1.1", 200, "application/json", "\"total\":2"),
    (
      "GET /v1/search?q=humanism+-machines&limit=1&snippet=false HTTP/1.1", 200, "application/json",
      "\"total\":1"
    ),
    ("GET http://localhost/v1/search?q=humanism HTTP/1.1", 200, "application/json", "\"total\":2"),
    ("GET /v1/documents/her%231 HTTP/1.1", 200, "application/json", "\"body\":\"Humanism without people.\""),
    ("GET /v1/documents/a%2Fb%20c%26d%3D%C3%A9 HTTP/1.1", 200, "application/json", "\"body\":\"An odd id.\""),
    ("GET /v1/stats HTTP/1.1", 200, "application/json", "\"documents\":3"),
    ("GET /v1/suggest?q=a+hum HTTP/1.1", 200, "application/json", "\"text\":\"a humanism\""),
    ("GET /v1/suggest HTTP/1.1", 400, "application/problem+json", "\"code\":\"missing_parameter\""),
    ("POST /v1/suggest HTTP/1.1", 405, "application/problem+json", "\"code\":\"method_not_allowed\""),
    ("GET /healthz HTTP/1.1", 200, "application/json", "\"status\":\"ok\""),
    ("GET /readyz HTTP/1.1", 200, "application/json", "\"status\":\"ok\""),
    ("GET /metrics HTTP/1.1", 200, "text/plain; version=0.0.4", "\nftsd_index_documents 3\n"),
    ("GET /openapi.json HTTP/1.1", 200, "application/json", "{\"openapi\":\"3.1.0\","),
    (
      "GET /v1/facets?q=humanism&facets=kind HTTP/1.1", 200, "application/json",
      "\"total\":2,\"took_us\":"
    ),
    ("GET /v1/facets?q=a&facets=kind&limit=3 HTTP/1.1", 400, "application/problem+json", "unknown_parameter"),
    ("GET /v1/facets?q=a HTTP/1.1", 400, "application/problem+json", "missing_parameter"),
    ("GET / HTTP/1.1", 404, "application/problem+json", "\"code\":\"not_found\""),
    ("GET /v1/documents/ HTTP/1.1", 404, "application/problem+json", "\"code\":\"not_found\""),
    ("GET /v1/documents/nobody HTTP/1.1", 404, "application/problem+json", "\"code\":\"document_not_found\""),
    ("GET /v1/documents/%zz HTTP/1.1", 400, "application/problem+json", "\"code\":\"bad_request\""),
    ("GET /v1/documents/%ff HTTP/1.1", 400, "application/problem+json", "\"code\":\"bad_request\""),
    ("GET /v1/search HTTP/1.1", 400, "application/problem+json", "\"code\":\"missing_parameter\""),
    ("GET /v1/search?q= HTTP/1.1", 400, "application/problem+json", "\"code\":\"invalid_query\""),
    ("GET /v1/search?q=a&x=1 HTTP/1.1", 400, "application/problem+json", "\"code\":\"unknown_parameter\""),
    (
      "GET /v1/search?q=a&limit=x HTTP/1.1", 400, "application/problem+json", "\"code\":\"invalid_parameter\""
    ),
    ("GET /v1/search?q=%zz HTTP/1.1", 400, "application/problem+json", "\"code\":\"bad_request\""),
    ("GET /v1/stats?x=1 HTTP/1.1", 400, "application/problem+json", "\"code\":\"unknown_parameter\""),
    ("DELETE /v1/stats HTTP/1.1", 405, "application/problem+json", "\"code\":\"method_not_allowed\""),
    ("POST /healthz HTTP/1.1", 405, "application/problem+json", "\"code\":\"method_not_allowed\""),
  ])
  func answersByTheBook(line: String, status: Int, type: String, content: String) async throws {
    try await TestServer.run { test in
      let answer = try await RawConnection.exchange(
        test.socket, line + "\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("\r\ncontent-type: \(type)\r\n"))
      #expect(answer.contains("\r\nconnection: close\r\n"))
      #expect(answer.contains(content))
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
      #expect(parts[0].contains("content-length: \(parts[1].utf8.count)"))
      #expect(answer.contains("\r\nallow: ") == (status == 405))
    }
  }

  @Test func aPostedQueryIsAnsweredLikeOneInTheAddress() async throws {
    try await TestServer.run { test in
      let body = #"{"q":"humanism","limit":1}"#
      let posted = try await RawConnection.exchange(
        test.socket,
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
      let addressed = try await RawConnection.get(test.socket, "/v1/search?q=humanism&limit=1")
      func hits(_ answer: String) -> Substring? { answer.split(separator: "\"hits\":").last }
      #expect(posted.hasPrefix("HTTP/1.1 200 "))
      #expect(hits(posted) == hits(addressed))
    }
  }

  @Test func aHeadHasNoBody() async throws {
    try await TestServer.run { test in
      let answer = try await RawConnection.exchange(
        test.socket, "HEAD /v1/stats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\n"))
      #expect(!answer.contains("content-length: 0"))
    }
  }

  @Test func oneConnectionCarriesManyRequests() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      for _ in 0..<50 {
        connection.send("GET /v1/search?q=machines HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await connection.receive(until: "}]}").hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }

  @Test func requestsSentAtOnceAreAnsweredInTheirOrder() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let targets = (0..<200).map {
        $0 % 3 == 0 ? "/healthz" : $0 % 3 == 1 ? "/nowhere" : "/v1/documents/her"
      }
      connection.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      connection.endSending()
      let answers = await connection.receive().split(separator: "HTTP/1.1 ")
      #expect(answers.count == targets.count)
      for (target, answer) in zip(targets, answers) {
        #expect(answer.hasPrefix(target == "/nowhere" ? "404" : "200"))
        #expect(answer.contains("\"id\":\"her\"") == (target == "/v1/documents/her"))
      }
    }
  }

  /// However they come, in one read with the request or behind it.
  @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "\u{0}\u{1}", "nonsense\r\n\r\n", "\r\n"])
  func bytesBehindTheLastRequestAreIgnored(bytes: String) async throws {
    try await TestServer.run { test in
      for target in ["/healthz", "/v1/search?q=humanism&exhaustive=true&limit=1000"] {
        let request = "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let answer = try await RawConnection.exchange(test.socket, request + bytes)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(target): \(answer)")
        #expect(answer.split(separator: "HTTP/1.1 ").count == 1, "\(target): \(answer)")
      }
    }
  }

  @Test func aClientThatDoesNotReadIsNotReadFrom() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let count = 20_000
      let sender = Task.detached {
        for _ in 0..<(count / 100) {
          connection.send(String(repeating: "GET /v1/documents/her HTTP/1.1\r\nHost: a\r\n\r\n", count: 100))
        }
        connection.endSending()
      }
      try await Task.sleep(for: .milliseconds(200))
      let answers = await connection.receive()
      await sender.value
      #expect(answers.split(separator: "HTTP/1.1 200 OK").count == count)
    }
  }

  @Test(arguments: [
    "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n",
    "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    "POST /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\u{0}\u{1}\u{2}\r\n\r\n",
  ])
  func badFramingIsAnsweredAndEndsTheConnection(request: String) async throws {
    try await TestServer.run { test in
      let answer = try await RawConnection.exchange(test.socket, request)
      #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
      #expect(answer.contains("\"code\":\"bad_request\""))
      #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func whatIsTooLargeIsRefused() async throws {
    try await TestServer.run { test in
      let announced = try await RawConnection.exchange(
        test.socket, "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: \(Limits.bodyBytes + 1)\r\n\r\n")
      #expect(announced.hasPrefix("HTTP/1.1 413 ") && announced.contains("body_too_large"))
      let chunk = String(repeating: "a", count: 0x10000)
      let chunked = try await RawConnection.exchange(
        test.socket,
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + String(repeating: "10000\r\n\(chunk)\r\n", count: 20) + "0\r\n\r\n")
      #expect(chunked.hasPrefix("HTTP/1.1 413 ") && chunked.contains("body_too_large"))
      let long = String(repeating: "a", count: Limits.headBytes)
      let target = try await RawConnection.get(test.socket, "/v1/search?q=\(long)")
      #expect(target.hasPrefix("HTTP/1.1 431 ") && target.contains("head_too_large"))
      let header = try await RawConnection.exchange(
        test.socket, "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n")
      #expect(header.hasPrefix("HTTP/1.1 431 ") && header.contains("head_too_large"))
    }
  }

  @Test func aBodyAsLargeAsAllowedIsRead() async throws {
    try await TestServer.run { test in
      let body = String(repeating: " ", count: Limits.bodyBytes - 16) + #"{"q":"humanism"}"#
      let answer = try await RawConnection.exchange(
        test.socket,
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func aClientThatWaitsForLeaveToSendGetsIt() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let body = #"{"q":"humanism"}"#
      connection.send(
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n")
      #expect(await connection.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      connection.send(body)
      #expect(await connection.receive().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test(arguments: [3, 4, UInt64.random(in: 0 ... .max)])
  func randomBytesNeverEndTheServer(seed: UInt64) async throws {
    try await TestServer.run { test in
      var generator = SeededGenerator(seed: seed)
      let words = [
        "GET ", "POST ", "/v1/search", "?q=", "%", " HTTP/1.1", "\r\n", "Content-Length: ", "5", ":", "\u{0}",
        "Host: a",
        "Transfer-Encoding: chunked", "\r\n\r\n", "{", "\"q\"",
      ]
      for _ in 0..<200 {
        let connection = try RawConnection(test.socket)
        connection.send((0..<12).map { _ in words.randomElement(using: &generator) ?? "" }.joined())
        connection.endSending()
        _ = await connection.receive()
      }
      #expect(
        try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"), "seed \(seed)")
    }
  }
}
