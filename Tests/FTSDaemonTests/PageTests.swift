import FTSCore
import FTSDocument
import FTSProtocol
import FTSService
import FTSTestSupport
import NIOHTTP1
import Testing

@testable import FTSDaemon

@Suite struct PageTests {
  private func run(
    bounds: Bounds = Bounds(), _ body: (TestServer, UInt16) async throws -> Void
  ) async throws {
    let page = ListenerConfiguration.page(try LoopbackAddress("127.0.0.1:0"))
    try await TestServer.run(bounds: bounds, more: [page]) { test in
      try await body(test, UInt16(try #require(test.server.loopbackPorts.first)))
    }
  }

  private func ask(_ port: UInt16, _ line: String, _ headers: String = "") async throws -> String {
    try await RawConnection.exchange(
      port: port, "\(line) HTTP/1.1\r\nHost: localhost:\(port)\r\n\(headers)Connection: close\r\n\r\n")
  }

  private static let html = "text/html; charset=utf-8"

  @Test(arguments: [
    ("GET /", 200, html, "<h1 id=\"summary\" tabindex=\"-1\">3 documents</h1>"),
    ("GET /?q=humanism", 200, html, "A film about <mark>humanism</mark> and machines."),
    ("GET /?q=humanism&kind=comment&show=best", 200, html, ">1 document</h1>"),
    ("GET /?q=humanism&author=Ana&show=best", 200, html, ">1 document</h1>"),
    ("GET /?q=humanism&author=ana&show=best", 200, html, ">Nothing found</h1>"),
    ("GET /?q=humanis", 200, html, "A film about <mark>humanism</mark> and machines."),
    ("GET /?q=humanizm&show=best", 200, html, "These are results for"),
    ("GET /?q=humanizm&author=nobody", 200, html, "Did you mean"),
    ("GET /?q=&show=&kind=review", 200, html, ">2 documents</h1>"),
    ("GET /?q=%22%22", 400, html, "That cannot be asked"),
    ("GET /?q=a&page=0", 400, html, "page must be from 1 to 1000"),
    ("GET /?q=a&year=x", 400, html, "is no year"),
    ("GET /?limit=3", 400, html, "no parameter is named &#39;limit&#39;"),
    ("GET /?q=%zz", 400, html, "That cannot be asked"),
    ("GET /document?id=her", 200, html, "<h2 id=\"thread-name\">1 comment</h2>"),
    ("GET /document?id=her%231&q=x", 200, html, "<li class=\"depth-0\" id=\"here\" aria-current=\"true\">"),
    ("GET /document?id=a%2Fb%20c%26d%3D%C3%A9", 200, html, "An odd id."),
    ("GET /document?id=nobody", 404, html, "no document has the id &#39;nobody&#39;"),
    ("GET /document?q=a", 400, html, "id, that of a document, is missing"),
    ("GET /completions?q=a+hum", 200, "application/json", "\"text\":\"a humanism\""),
    ("GET /page.css", 200, "text/css; charset=utf-8", "prefers-color-scheme"),
    ("GET /page.js", 200, "text/javascript; charset=utf-8", "\"use strict\""),
    ("GET /icon.svg", 200, "image/svg+xml; charset=utf-8", "<svg"),
    ("GET /page.css?x=1", 400, html, "takes no parameter"),
    ("GET /favicon.ico", 404, html, "There is nothing here"),
    ("GET /../etc/passwd", 404, html, "There is nothing here"),
    ("POST /", 405, html, "That is not allowed here"),
    ("PUT /document?id=her", 405, html, "That is not allowed here"),
    ("DELETE /document?id=her", 405, html, "That is not allowed here"),
    ("OPTIONS /", 405, html, "That is not allowed here"),
  ])
  func answersWithPages(line: String, status: Int, type: String, content: String) async throws {
    try await run { _, port in
      let answer = try await ask(port, line)
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("\r\ncontent-type: \(type)\r\n"))
      #expect(parts.count == 2 && parts[1].contains(content), "\(answer)")
      #expect(parts[0].contains("\r\nallow: GET, HEAD") == (status == 405))
      #expect(parts[0].contains("\r\ncache-control: no-"))
      check(parts[0])
      let head = try await ask(port, line.replacing("GET", with: "HEAD"))
      #expect(
        line.hasPrefix("GET") == false || head.hasSuffix("\r\n\r\n") && head.hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  /// What every answer says.
  private func check(_ head: Substring) {
    #expect(
      head.contains(
        "\r\ncontent-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"))
    #expect(head.contains("\r\nx-content-type-options: nosniff\r\n"))
    #expect(head.contains("\r\nreferrer-policy: no-referrer\r\n"))
    #expect(!head.contains("access-control") && !head.contains("www-authenticate"))
  }

  /// Of the other listeners there is nothing here, whatever the method.
  @Test func whatProgramsAskIsNotThere() async throws {
    try await run { test, port in
      for path in Endpoint.all.map(\.path.prefix) {
        for method in ["GET", "POST", "PUT", "DELETE"] {
          let answer = try await ask(port, "\(method) \(path)her?q=humanism", "Content-Length: 0\r\n")
          #expect(answer.hasPrefix("HTTP/1.1 404 "), "\(method) \(path)")
        }
      }
      #expect(
        Endpoint.page.flatMap(\.operations).allSatisfy { $0.method == .GET && !$0.writes && !$0.isTask })
      #expect(try await RawConnection.get(test.socket, "/v1/stats").contains("\"documents\":3"))
      #expect(try await RawConnection.get(test.socket, "/document?id=her").hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test(arguments: [
    ("Host: localhost:PORT", 200), ("Host: 127.0.0.1:PORT", 200), ("Host: [::1]:PORT", 200),
    ("Host: localhost", 403),
    ("Host: localhost:1", 403), ("Host: evil.example:PORT", 403), ("Host: localhost.evil.example:PORT", 403),
    ("Host: localhost:PORT\r\nHost: evil.example", 403), ("X: y", 403), ("Host: 0.0.0.0:PORT", 403),
    ("Host: localhost:PORT\r\nOrigin: https://evil.example", 200),
  ])
  func aNameThatWasMadeToLeadHereIsRefused(headers: String, status: Int) async throws {
    try await run { _, port in
      let headers = headers.replacing("PORT", with: "\(port)")
      let answer = try await RawConnection.exchange(
        port: port, "GET /?q=humanism HTTP/1.1\r\n\(headers)\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("with the port \(port)") == (status == 403))
      check(answer.split(separator: "\r\n\r\n", maxSplits: 1)[0])
    }
  }

  @Test func itsLimitsHoldAndAreToldAsPages() async throws {
    var bounds = Bounds()
    bounds.connections = 1
    try await run(bounds: bounds) { _, port in
      let connection = try RawConnection(port: port)
      connection.send("GET /icon.svg HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      #expect(await connection.receive(until: "</svg>").hasPrefix("HTTP/1.1 200 "))
      let refused = try await ask(port, "GET /")
      #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Too much is being asked"))
      check(refused.split(separator: "\r\n\r\n", maxSplits: 1)[0])
    }
    try await run { _, port in
      let long = try await ask(port, "GET /?q=\(String(repeating: "a", count: Limits.headBytes))")
      #expect(long.hasPrefix("HTTP/1.1 431 ") && long.contains("\r\ncontent-type: \(Self.html)\r\n"))
      let query = try await ask(port, "GET /?q=\(String(repeating: "a", count: Limits.queryBytes + 1))")
      #expect(query.hasPrefix("HTTP/1.1 400 ") && query.contains("longer than"))
      let body = try await ask(port, "POST /", "Content-Length: \(Limits.bodyBytes + 1)\r\n")
      #expect(body.hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test func aThreadIsShownAsFarAsAPageGoes() async throws {
    try await run { test, port in
      let comments = (0..<1_200).map {
        Document(id: "c\($0)", kind: .comment, parent: "her", thread: "her", body: "Comment \($0).")
      }
      try TestServer.add(comments, to: test.directory)
      let answer = try await ask(port, "GET /document?id=c1199")
      #expect(answer.contains("Comment 1199.") && answer.contains("The thread is longer than this."))
      #expect(answer.split(separator: "<li class=\"depth-").count <= 1_002)
      let all = try await ask(port, "GET /?q=thread%3Aher&show=oldest&page=121")
      #expect(all.contains(">1,202 documents</h1>") && all.contains("<ol class=\"hits\" start=\"1201\">"))
    }
  }

  @Test func aReloadNeverMakesOneListenerTheOther() async throws {
    try await run { test, port in
      let address = try LoopbackAddress("127.0.0.1:0")
      let service = SearchService(reader: try IndexReader(path: test.directory.file("index")))
      let token = try BearerToken("0123456789abcdefghijklmnop")
      let changed = test.server.reload(
        service: service, listeners: [.socket(test.socket), .loopback(address, token: token)])
      #expect(changed == ["127.0.0.1:0"])
      #expect(try await ask(port, "GET /").hasPrefix("HTTP/1.1 200 "))
    }
  }
}
