import Dispatch
import FTSCore
import FTSDocument
import FTSProtocol
import FTSTestSupport
import Synchronization
import Testing

@testable import FTSDaemon

/// Checks, backups and compactions that are asked for over the socket.
@Suite struct MaintenanceTests {
  private static func ask(_ test: TestServer, _ method: String, _ target: String) async throws -> String {
    try await RawConnection.exchange(
      test.socket, "\(method) \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
  }

  @Test func aBackupIsAnIndexOfTheLastCommit() async throws {
    try await TestServer.run { test in
      let answer = try await Self.ask(test, "PUT", "/v1/backups/monday")
      #expect(answer.hasPrefix("HTTP/1.1 201 "))
      #expect(answer.contains(#""name":"monday","documents":3,"#))
      let reader = try IndexReader(path: test.directory.file("backups/monday"))
      #expect(try reader.statistics().documents == TestServer.documents.count)
    }
  }

  @Test func aBackupTakesAnothersPlaceOnlyWhereItIsAskedTo() async throws {
    try await TestServer.run { test in
      _ = try await Self.ask(test, "PUT", "/v1/backups/a")
      let refused = try await Self.ask(test, "PUT", "/v1/backups/a")
      #expect(refused.hasPrefix("HTTP/1.1 409 ") && refused.contains(#""code":"backup_exists""#))
      #expect(try await Self.ask(test, "PUT", "/v1/backups/a?replace=true").hasPrefix("HTTP/1.1 201 "))
    }
  }

  @Test(arguments: ["..", ".a", "a%2Fb", "%2e%2e", "a%00", String(repeating: "x", count: 201)])
  func aBackupStaysInItsDirectory(name: String) async throws {
    try await TestServer.run { test in
      let answer = try await Self.ask(test, "PUT", "/v1/backups/\(name)")
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(#""code":"invalid_parameter""#))
    }
  }

  @Test func acceptedChangesOutliveACompaction() async throws {
    try await TestServer.run { test in
      for number in 0..<20 {
        _ = try await RawConnection.exchange(
          test.socket,
          "PUT /v1/documents/n\(number) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 16\r\n\r\n"
            + #"{"body":"words"}"#)
      }
      let answer = try await Self.ask(test, "POST", "/v1/compact")
      #expect(answer.contains(#"{"changed":true,"before":{"segments":"#))
      #expect(answer.contains(#""after":{"segments":1,"deleted":0,"#))
      #expect(
        try await RawConnection.get(test.socket, "/v1/search?q=words&limit=0").contains(#""total":20"#))
      #expect(try await Self.ask(test, "POST", "/v1/compact?reorder=maybe").contains("invalid_parameter"))
    }
  }

  @Test func aCheckTellsWhatTheProcessThatCheckedFound() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let asked = Mutex<[Bool]>([])
    let test = try await TestServer.start(
      in: directory,
      check: { _, all in
        asked.withLock { $0.append(all) }
        return CheckResponse(findings: [CheckFindingResponse(kind: "checksum", damage: true, message: "bad")])
      })
    let answer = try await Self.ask(test, "POST", "/v1/check?all=true")
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains(#"{"sound":false,"#))
    #expect(asked.withLock { $0 } == [true])
    // What is not sound does not become a backup.
    let backup = try await Self.ask(test, "PUT", "/v1/backups/a")
    #expect(backup.hasPrefix("HTTP/1.1 500 ") && backup.contains(#""code":"index_damaged""#))
    #expect(throws: IndexError.self) { try IndexReader(path: directory.file("backups/a")) }
    await test.server.stop()
  }

  @Test func oneThingIsDoneAtATime() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
    let goOn = DispatchSemaphore(value: 0)
    let test = try await TestServer.start(
      in: directory,
      check: { _, _ in
        hasBegun.yield()
        goOn.wait()
        return CheckResponse()
      })
    async let first = Self.ask(test, "POST", "/v1/check")
    for await _ in begun { break }
    let second = try await Self.ask(test, "POST", "/v1/compact")
    #expect(second.hasPrefix("HTTP/1.1 409 ") && second.contains(#""code":"maintenance_under_way""#))
    // Searches do not wait for it.
    #expect(try await RawConnection.get(test.socket, "/v1/search?q=humanism").hasPrefix("HTTP/1.1 200 "))
    goOn.signal()
    #expect(try await first.hasPrefix("HTTP/1.1 200 "))
    #expect(try await Self.ask(test, "POST", "/v1/compact").hasPrefix("HTTP/1.1 200 "))
    await test.server.stop()
  }

  @Test func whoMayOnlyReadMayNot() async throws {
    try await TestServer.run(policy: AccessPolicy(.credentials(readers: nil, writers: nil), isReadOnly: true))
    {
      test in
      for (method, target) in [("POST", "/v1/check"), ("PUT", "/v1/backups/a"), ("POST", "/v1/compact")] {
        let answer = try await Self.ask(test, method, target)
        #expect(answer.hasPrefix("HTTP/1.1 403 "))
      }
    }
  }
}
