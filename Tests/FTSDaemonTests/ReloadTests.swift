import FTSClient
import FTSCore
import FTSProtocol
import FTSService
import FTSTestSupport
import Testing

@testable import FTSDaemon

@Suite struct ReloadTests {
  private static let (before, after) = ("token-before-0123456789", "token-after-0123456789")

  private func service(_ test: TestServer, synonyms: String) throws -> SearchService {
    SearchService(
      reader: try IndexReader(path: test.directory.file("index")),
      dictionaries: SearchDictionaries(synonyms: try Synonyms(synonyms)))
  }

  @Test func aNewServiceAnswersOnConnectionsThatAreOpen() async throws {
    try await TestServer.run { test in
      let connection = try RawConnection(test.socket)
      let request = "GET /v1/search?q=zeitgeist HTTP/1.1\r\nHost: a\r\n\r\n"
      connection.send(request)
      #expect(await connection.receive(until: "}").contains("\"total\":0"))
      let service = try service(test, synonyms: "zeitgeist => humanism")
      #expect(test.server.reload(service: service, listeners: [.socket(test.socket)]).isEmpty)
      connection.send(request)
      #expect(await connection.receive(until: "}]}").contains("\"total\":2"))
    }
  }

  @Test func aNewTokenHoldsFromTheNextRequestOn() async throws {
    let address = try LoopbackAddress("127.0.0.1:0")
    try await TestServer.run(more: [.loopback(address, token: try BearerToken(Self.before))]) { test in
      let connection = try RawConnection(port: UInt16(try #require(test.server.loopbackPorts.first)))
      func ask(_ token: String) {
        connection.send(
          "GET /healthz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
      }
      ask(Self.before)
      #expect(await connection.receive(until: "}").hasPrefix("HTTP/1.1 200 "))
      let changed = test.server.reload(
        service: try service(test, synonyms: ""),
        listeners: [.socket(test.socket), .loopback(address, token: try BearerToken(Self.after))])
      #expect(changed.isEmpty)
      ask(Self.after)
      #expect(await connection.receive(until: "}").hasPrefix("HTTP/1.1 200 "))
      ask(Self.before)
      #expect(await connection.receive().hasPrefix("HTTP/1.1 401 "))
    }
  }

  @Test func whatOnlyANewStartChangesIsTold() async throws {
    try await TestServer.run { test in
      let service = try service(test, synonyms: "")
      let other = try SocketPath("/other")
      #expect(
        test.server.reload(service: service, listeners: [.socket(other)])
          == ["/other", test.socket.path].sorted())
      #expect(
        test.server.reload(service: service, listeners: [.socket(test.socket, mode: 0o666)]) == [
          test.socket.path
        ])
      #expect(try await RawConnection.get(test.socket, "/healthz").hasPrefix("HTTP/1.1 200 "))
    }
  }
}
