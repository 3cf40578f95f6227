import FTSClient
import FTSDaemon
import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@Suite struct SocketTests {
  @Test func theSocketIsItsOwnersAloneAndGoesWithTheServer() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let test = try await TestServer.start(in: directory)
    let attributes = try FileManager.default.attributesOfItem(atPath: test.socket.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.type] as? FileAttributeType == .typeSocket)
    await test.server.stop()
    #expect(!FileManager.default.fileExists(atPath: test.socket.path))
  }

  @Test func aSocketLeftBehindIsReplaced() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let first = try await TestServer.start(in: directory)
    // What a killed daemon leaves: a socket on which nobody listens.
    let saved = directory.file("saved")
    try FileManager.default.moveItem(atPath: first.socket.path, toPath: saved)
    await first.server.stop()
    try FileManager.default.moveItem(atPath: saved, toPath: first.socket.path)
    let second = try await TestServer.start(in: directory)
    #expect(try await RawConnection.get(second.socket, "/healthz").hasPrefix("HTTP/1.1 200 OK\r\n"))
    await second.server.stop()
  }

  @Test func aSocketThatAnswersIsLeftAlone() async throws {
    try await TestServer.run { test in
      await #expect(throws: ServerError.alreadyServing(path: test.socket.path)) {
        _ = try await TestServer.start(in: test.directory)
      }
      let answer = try await RawConnection.get(test.socket, "/healthz")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func aFileIsLeftAlone() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    try Data("precious".utf8).write(to: URL(fileURLWithPath: directory.file("ftsd.sock")))
    await #expect(throws: ServerError.notASocket(path: directory.file("ftsd.sock"))) {
      _ = try await TestServer.start(in: directory)
    }
    #expect(FileManager.default.contents(atPath: directory.file("ftsd.sock")) == Data("precious".utf8))
  }

  @Test func aServerRemovesOnlyItsOwnSocket() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let test = try await TestServer.start(in: directory)
    try FileManager.default.removeItem(atPath: test.socket.path)
    try Data("another's".utf8).write(to: URL(fileURLWithPath: test.socket.path))
    await test.server.stop()
    #expect(FileManager.default.fileExists(atPath: test.socket.path))
  }

  @Test func aDirectoryThatDoesNotExistIsNamed() async throws {
    let directory = try TemporaryDirectory()
    try TestServer.add(TestServer.documents, to: directory)
    let path = try SocketPath(directory.file("missing/ftsd.sock"))
    await #expect(throws: ClientError.noDaemon(address: path.path, reason: "there is no such socket")) {
      try await Client.withConnection(to: path) { client throws(ClientError) in _ = try await client.health()
      }
    }
  }
}
