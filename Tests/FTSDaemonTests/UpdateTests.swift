import FTSClient
import FTSCore
import FTSDocument
import FTSProtocol
import FTSTestSupport
import Testing

/// Writing through the socket.
@Suite struct UpdateTests {
  private static func request(_ method: String, _ target: String, _ body: String = "") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }

  private func answer(
    _ test: TestServer, _ method: String, _ target: String, _ body: String = ""
  ) async throws -> String {
    try await RawConnection.exchange(test.socket, Self.request(method, target, body))
  }

  @Test func aDocumentIsPutReplacedAndDeleted() async throws {
    try await TestServer.run { test in
      let id = "new%20one/1"
      var found = try await answer(test, "PUT", "/v1/documents/\(id)", #"{"text": "zeitgeist"}"#)
      #expect(found.hasPrefix("HTTP/1.1 201 ") && found.hasSuffix(#"{"id":"new one/1","status":"created"}"#))
      found = try await RawConnection.get(test.socket, "/v1/documents/\(id)")
      #expect(found.contains(#""body":"zeitgeist""#))
      found = try await answer(
        test, "PUT", "/v1/documents/\(id)", #"{"id": "new one/1", "text": "angst", "rating": "good"}"#)
      #expect(found.hasPrefix("HTTP/1.1 200 ") && found.contains(#""status":"updated","warnings":["rating"#))
      #expect(try await RawConnection.get(test.socket, "/v1/search?q=zeitgeist").contains(#""total":0"#))
      #expect(try await RawConnection.get(test.socket, "/v1/search?q=angst").contains(#""total":1"#))
      found = try await answer(test, "DELETE", "/v1/documents/\(id)")
      #expect(found.hasPrefix("HTTP/1.1 200 ") && found.hasSuffix(#"{"id":"new one/1","status":"deleted"}"#))
      found = try await answer(test, "DELETE", "/v1/documents/\(id)")
      #expect(found.hasPrefix("HTTP/1.1 404 ") && found.contains(#""code":"document_not_found""#))
    }
  }

  @Test(arguments: [
    (#"{"id": "other", "text": "a"}"#, "invalid_document"), ("[]", "invalid_document"),
    ("{", "invalid_document"),
    (#"{"title": 1.5e, "text": "a"}"#, "invalid_document"),
  ])
  func whatIsNoDocumentIsRefused(body: String, code: String) async throws {
    try await TestServer.run { test in
      let found = try await answer(test, "PUT", "/v1/documents/x", body)
      #expect(found.hasPrefix("HTTP/1.1 400 ") && found.contains("\"code\":\"\(code)\""), "\(found)")
      #expect(try await RawConnection.get(test.socket, "/v1/documents/x").hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test func anUploadIsAnsweredLineByLine() async throws {
    try await TestServer.run { test in
      let long = String(repeating: "x", count: 500)
      let lines = [
        #"{"id": "a", "text": "zeitgeist"}"#, "", #"{"id": "her", "text": "zeitgeist"}"#, "no JSON",
        "{\"id\": \"\(long)\", \"text\": \"a\"}", #"{"id": "b", "text": "zeitgeist", "date": "soon"}"#,
        #"{"id": "a", "text": "angst"}"#,
      ]
      let found = try await answer(test, "POST", "/v1/documents", lines.joined(separator: "\r\n"))
      #expect(found.hasPrefix("HTTP/1.1 200 ") && found.contains("content-type: application/x-ndjson\r\n"))
      let body = try #require(found.split(separator: "\r\n\r\n").last).split(separator: "\n")
      #expect(body.count == 6)
      #expect(body[0] == #"{"line":1,"id":"a","status":"created"}"#)
      #expect(body[1] == #"{"line":3,"id":"her","status":"updated"}"#)
      #expect(body[2].hasPrefix(#"{"line":4,"status":"error","problem":{"#))
      #expect(body[3].hasPrefix(#"{"line":5,"status":"error","problem":{"#))
      #expect(body[4].hasPrefix(#"{"line":6,"id":"b","status":"created","warnings":["date"#))
      #expect(body[5] == #"{"line":7,"id":"a","status":"updated"}"#)
      #expect(try await RawConnection.get(test.socket, "/v1/search?q=zeitgeist").contains(#""total":2"#))
    }
  }

  /// More than is held in memory, in a chunked body, cut anywhere.
  @Test func aLongUploadIsWrittenWhileItArrives() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let filler = String(repeating: "lorem ipsum ", count: 1_000)
      let text = (0..<400).map { "{\"id\": \"d\($0)\", \"text\": \"zeitgeist w\($0) \(filler)\"}\n" }.joined()
      connection.send("POST /v1/documents HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      var rest = text[...]
      while !rest.isEmpty {
        let piece = rest.prefix(99_991)
        await connection.sendApart(String(piece.utf8.count, radix: 16) + "\r\n" + piece + "\r\n")
        rest = rest.dropFirst(piece.count)
      }
      connection.send("0\r\n\r\n")
      let found = await connection.receive(until: #"{"line":400,"id":"d399","status":"created"}"#)
      let body = try #require(found.split(separator: "\r\n\r\n").last).split(separator: "\n")
      #expect(body == (0..<400).map { "{\"line\":\($0 + 1),\"id\":\"d\($0)\",\"status\":\"created\"}" })
      #expect(
        try await RawConnection.get(test.socket, "/v1/search?q=zeitgeist&limit=0").contains(#""total":400"#))
    }
  }

  @Test func answersOfAConnectionStayInTheirOrder() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      func part(_ method: String, _ target: String, _ body: String = "") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      }
      connection.send(
        part("PUT", "/v1/documents/p", #"{"text": "zeitgeist"}"#) + part("GET", "/v1/search?q=zeitgeist")
          + part("POST", "/v1/documents", #"{"id": "q", "text": "zeitgeist"}"#)
          + part("GET", "/v1/search?q=zeitgeist") + part("DELETE", "/v1/documents?q=zeitgeist")
          + part("GET", "/v1/search?q=zeitgeist") + part("GET", "/healthz"))
      let found = await connection.receive(until: #""status":"ok""#)
      let parts = [
        #""status":"created""#, #""total":1"#, #""line":1"#, #""total":2"#, #""deleted":2"#, #""total":0"#,
      ]
      let places = parts.map { found.firstRange(of: $0)?.lowerBound }
      #expect(
        !places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted(), "\(found)")
    }
  }

  /// Its head comes with a request that is answered while its lines are still to come.
  @Test func anUploadBehindAnotherRequestIsTakenWhole() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let lines = (0..<3).map { "{\"id\": \"d\($0)\", \"text\": \"zeitgeist\"}\n" }
      let put = #"{"text": "zeitgeist"}"#
      connection.send(
        "PUT /v1/documents/p HTTP/1.1\r\nHost: a\r\nContent-Length: \(put.utf8.count)\r\n\r\n\(put)"
          + "POST /v1/documents HTTP/1.1\r\nHost: a\r\nContent-Length: \(lines.joined().utf8.count)\r\n\r\n"
          + lines[0])
      #expect(await connection.receive(until: "}").contains(#"{"id":"p","status":"created"}"#))
      connection.send(lines[1] + lines[2])
      connection.send("GET /v1/search?q=zeitgeist HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let answers = await connection.receive().split(separator: "HTTP/1.1 ")
      try #require(answers.count == 2)
      #expect(!answers[0].contains("connection: close"))
      for number in 0..<3 {
        #expect(answers[0].contains("{\"line\":\(number + 1),\"id\":\"d\(number)\",\"status\":\"created\"}"))
      }
      #expect(answers[1].contains("connection: close") && answers[1].contains(#""total":4"#))
    }
  }

  @Test func aDeletionByQueryIsReadStrictly() async throws {
    try await TestServer.run { test in
      var found = try await answer(test, "DELETE", "/v1/documents?q=humanism+AND")
      #expect(found.hasPrefix("HTTP/1.1 400 ") && found.contains(#""code":"invalid_query""#))
      found = try await answer(test, "DELETE", "/v1/documents")
      #expect(found.hasPrefix("HTTP/1.1 400 ") && found.contains(#""code":"missing_parameter""#))
      found = try await answer(test, "DELETE", "/v1/documents?q=humanism")
      #expect(found.hasSuffix(#"{"query":"humanism","deleted":2}"#))
      #expect(try await RawConnection.get(test.socket, "/v1/search?q=humanism").contains(#""total":0"#))
    }
  }

  @Test func anotherWriterIsWaitedForAndThenReported() async throws {
    try await TestServer.run { test in
      var options = IndexWriter.Options()
      options.wait = .seconds(1_000)
      let holder = try IndexWriter(path: test.directory.file("index"), options: options)
      let found = try await answer(test, "PUT", "/v1/documents/x", #"{"text": "a"}"#)
      #expect(found.hasPrefix("HTTP/1.1 503 ") && found.contains("retry-after: 1\r\n"))
      #expect(found.contains(#""code":"writer_busy""#))
      holder.close()
      #expect(try await answer(test, "PUT", "/v1/documents/x", #"{"text": "a"}"#).hasPrefix("HTTP/1.1 201 "))
    }
  }

  @Test func deferredDocumentsAreAcceptedAndFoundAfterTheNextOne() async throws {
    try await TestServer.run { test in
      var found = try await answer(
        test, "PUT", "/v1/documents/x?durability=deferred", #"{"text": "zeitgeist"}"#)
      #expect(found.hasPrefix("HTTP/1.1 202 ") && found.hasSuffix(#"{"id":"x","status":"accepted"}"#))
      found = try await answer(test, "PUT", "/v1/documents/x?durability=maybe", #"{"text": "zeitgeist"}"#)
      #expect(found.hasPrefix("HTTP/1.1 400 ") && found.contains(#""code":"invalid_parameter""#))
      _ = try await answer(test, "PUT", "/v1/documents/y", #"{"text": "a"}"#)
      #expect(try await RawConnection.get(test.socket, "/v1/search?q=zeitgeist").contains(#""total":1"#))
    }
  }

  @Test func theClientWrites() async throws {
    try await TestServer.run { test in
      try await Client.withConnection(to: test.socket) { client throws(ClientError) in
        let put = try await client.put(id: "a b", json: Array(#"{"text": "zeitgeist"}"#.utf8))
        #expect(put.status == .created && put.id == "a b")
        var request = UpdateRequest()
        request.durability = .deferred
        let lines = Array("{\"id\": \"c\", \"text\": \"zeitgeist\"}\nx\n".utf8)
        let upload = try await client.upload(lines: lines, request)
        #expect(upload.map(\.status) == [.accepted, .error] && upload[1].problem?.code == .invalidDocument)
        let deletion = try await client.delete(DeletionRequest(query: "zeitgeist"))
        #expect(deletion.deleted == 2)
        do throws(ClientError) {
          _ = try await client.delete(id: "a b")
          Issue.record("deleted twice")
        } catch .problem(let problem) { #expect(problem.code == .documentNotFound) }
      }
    }
  }
}
