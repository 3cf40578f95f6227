import FTSProtocol
import FTSTestSupport
import NIOHTTP1
import Testing

@testable import FTSDaemon

@Suite struct EndpointTests {
  @Test func aPatternMatchesItsPaths() throws {
    let whole: PathPattern = "/v1/search"
    #expect(whole.matches("/v1/search") && !whole.matches("/v1/search/") && !whole.matches("/v1"))
    #expect(try whole.value(in: "/v1/search").isEmpty)
    let open: PathPattern = "/v1/documents/{id}"
    #expect(open.name == "id" && !open.matches("/v1/documents/") && !open.matches("/v1/documents"))
    #expect(try open.matches("/v1/documents/a/b") && open.value(in: "/v1/documents/a/b%20c+d") == "a/b c+d")
    #expect(throws: Problem.self) { try open.value(in: "/v1/documents/%ff") }
  }

  @Test func everyOperationIsUniqueAndTellsWhatItDoes() {
    let operations = Endpoint.all.flatMap(\.operations)
    #expect(Set(operations.map(\.name)).count == operations.count)
    #expect(Set(Endpoint.all.map(\.path.text)).count == Endpoint.all.count)
    for endpoint in Endpoint.all {
      #expect(Set(endpoint.operations.map(\.method.rawValue)).count == endpoint.operations.count)
    }
    for operation in operations {
      #expect(!operation.summary.isEmpty)
      for parameter in operation.parameters + operation.members { #expect(!parameter.summary.isEmpty) }
    }
  }

  /// On a socket that is only read from, what writes is refused before it is looked at, and nothing else is.
  @Test func aReadOnlySocketRefusesWhatWrites() async throws {
    try await TestServer.run(policy: AccessPolicy(isReadOnly: true)) { test in
      for endpoint in Endpoint.all {
        for operation in endpoint.operations {
          let path = endpoint.path.prefix + (endpoint.path.name == nil ? "" : "nobody")
          let answer = try await RawConnection.exchange(
            test.socket,
            "\(operation.method.rawValue) \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
              + "Connection: close\r\n\r\n")
          #expect(answer.hasPrefix("HTTP/1.1 403 ") == operation.writes, "\(operation.name)")
        }
      }
    }
  }

  @Test func onlyGETAndThePostedQueriesAreForThoseWhoMayOnlyRead() {
    for operation in Endpoint.all.flatMap(\.operations) where operation.method != .GET && !operation.writes {
      #expect(["searchByBody", "facetsByBody", "explainByBody", "watchByBody"].contains(operation.name))
    }
  }

  /// An unknown parameter is an error wherever it stands.
  @Test func noOperationTakesAParameterThatItDoesNotName() async throws {
    try await TestServer.run { test in
      for endpoint in Endpoint.all {
        for operation in endpoint.operations {
          let path = endpoint.path.prefix + (endpoint.path.name == nil ? "" : "her")
          let answer = try await RawConnection.exchange(
            test.socket,
            "\(operation.method.rawValue) \(path)?nothing=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
              + "Connection: close\r\n\r\n")
          #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(#""code":"unknown_parameter""#))
        }
      }
    }
  }
}
