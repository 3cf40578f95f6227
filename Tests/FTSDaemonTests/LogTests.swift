import FTSProtocol
import FTSTestSupport
import Foundation
import Logging
import NIOHTTP1
import Synchronization
import Testing

@testable import FTSDaemon

@Suite struct LogTests {
  /// Lines as they are written.
  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }

    func sink(_ settings: LogSettings, isJournal: Bool = false) -> LogSink {
      LogSink(settings, isJournal: isJournal) { line in self.lines.withLock { $0.append(line) } }
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("", #""""#), ("two words", #""two words""#), ("a=b", #""a=b""#),
    (#"say "no""#, #""say \"no\"""#), ("line\nlevel=error", #""line\nlevel=error""#), ("é", "é"),
    ("\u{1b}[31m", #""\u001b[31m""#),
  ])
  func aValueIsAlwaysOneValueOnOneLine(value: String, written: String) {
    let line = LogLine(level: .notice, message: "m", fields: [("key", value)])
    #expect(line.text(.logfmt) == "level=notice msg=m key=\(written)\n")
  }

  @Test func jsonLinesCanBeRead() throws {
    let line = LogLine(level: .error, message: "a \"b\"\n", fields: [("x", "1")], time: .now).text(.json)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    #expect(object["level"] == "error" && object["msg"] == "a \"b\"\n" && object["x"] == "1")
    let time = try #require(object["time"])
    let date = try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    #expect(abs(date.timeIntervalSinceNow) < 60)
  }

  @Test func theJournalGetsPrioritiesAndNoTime() {
    let lines = Lines()
    let logger = lines.sink(LogSettings(level: .trace), isJournal: true).logger
    for level in Logger.Level.allCases { logger.log(level: level, "m") }
    #expect(lines.all.map { $0.prefix(3) } == ["<7>", "<7>", "<6>", "<5>", "<4>", "<3>", "<2>"])
    #expect(lines.all.allSatisfy { !$0.contains("time=") })
  }

  @Test func aChangeHoldsForLoggersThatExist() {
    let lines = Lines()
    let sink = lines.sink(LogSettings(level: .error))
    let logger = sink.logger
    logger.notice("before")
    sink.settings = LogSettings(level: .debug, format: .json)
    logger.debug("after", metadata: ["b": "2", "a": "1"])
    #expect(lines.all.count == 1)
    #expect(lines.all.first?.hasSuffix(#","level":"debug","msg":"after","a":"1","b":"2"}"# + "\n") == true)
  }

  private func lines(
    _ settings: LogSettings, asking request: String, _ check: (String, [String]) -> Void
  ) async throws {
    let lines = Lines()
    try await TestServer.run(log: lines.sink(settings)) { test in
      let answer = try await RawConnection.exchange(test.socket, request)
      check(answer, lines.all.filter { $0.contains("request") })
    }
  }

  private static let search =
    "GET /v1/search?q=humanism HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  @Test func requestsAreLoggedWithoutWhatWasAskedFor() async throws {
    try await lines(LogSettings(requests: true), asking: Self.search) { answer, lines in
      let bytes = answer.split(separator: "\r\n\r\n", maxSplits: 1).last?.utf8.count ?? 0
      #expect(lines.count == 1)
      let line = lines.first ?? ""
      #expect(line.contains("level=notice msg=request method=GET path=/v1/search status=200 took_us="))
      #expect(line.contains(" bytes=\(bytes) peer=\"user \(geteuid()), process \(getpid())\"\n"))
      #expect(!line.contains("humanism"))
    }
    let document = "GET /v1/documents/her HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    try await lines(LogSettings(requests: true), asking: document) { _, lines in
      #expect(lines.count == 1 && lines[0].contains("path=/v1/documents/{id} status=200"))
    }
  }

  @Test func queriesAreLoggedWhereThatIsWanted() async throws {
    try await lines(LogSettings(requests: true, queries: true), asking: Self.search) { _, lines in
      #expect(lines.count == 1 && lines[0].contains(#"target="/v1/search?q=humanism""#))
    }
    let body = #"{"q":"humanism"}"#
    let posted =
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    try await lines(LogSettings(requests: true, queries: true), asking: posted) { _, lines in
      #expect(lines.count == 1 && lines[0].contains(#"body="{\"q\":\"humanism\"}""#))
    }
  }

  @Test func byItselfNoRequestIsLogged() async throws {
    try await lines(LogSettings(slowMilliseconds: 0), asking: Self.search) { _, lines in
      #expect(lines.isEmpty)
    }
  }

  @Test func slowRequestsAreLogged() {
    let lines = Lines()
    let log = RequestLog(sink: lines.sink(LogSettings(slowMilliseconds: 100)))
    let exchange = Exchange(
      HTTPRequestHead(version: .http1_1, method: .GET, uri: "/v1/search?q=secret"),
      .failure(Refusal(Problem(.notFound, ""))))
    func record(_ milliseconds: Int) {
      log.record(
        exchange, of: .network("127.0.0.1:9", to: 80), status: 404, bytes: 1,
        now: exchange.arrival + .milliseconds(milliseconds))
    }
    record(99)
    #expect(lines.all.isEmpty)
    record(100)
    #expect(lines.all.count == 1)
    #expect(lines.all.first?.contains("level=warning msg=\"slow request\"") == true)
    #expect(lines.all.first?.contains("took_us=100000 bytes=1 peer=127.0.0.1:9\n") == true)
  }

  @Test func refusalsAreLogged() async throws {
    let lines = Lines()
    let secret = "0123456789abcdefghijklmnop"
    let listener = ListenerConfiguration.loopback(
      try LoopbackAddress("127.0.0.1:0"), token: try BearerToken(secret))
    try await TestServer.run(more: [listener], log: lines.sink(LogSettings())) { test in
      let port = UInt16(try #require(test.server.loopbackPorts.first))
      _ = try await RawConnection.exchange(
        port: port, "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong-token-here\r\n\r\n")
    }
    let refusals = lines.all.filter { $0.contains("msg=refused") }
    #expect(refusals.count == 1)
    #expect(refusals.first?.contains("code=unauthorized listener=127.0.0.1:") == true)
    #expect(!lines.all.contains { $0.contains(secret) || $0.contains("wrong-token") })
  }
}
