import FTSTestSupport
import Foundation
import Glibc
import LMDB
import Testing

/// Each test lets a child process (an exit test) act on an environment that is open here.
@Suite("Several processes")
struct ProcessTests {
  @Test func anUnwritableDirectoryIsRefused() async throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory.path)
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      // Permissions do not bind root, so the child becomes another user.
      if geteuid() == 0 { #expect(setuid(65_534) == 0) }
      #expect(throws: LMDBError.permissionDenied(path: path)) { try Environment.open(path: path) }
    }
  }

  @Test func theWriterLockHasOneHolder() async throws {
    let fixture = try Fixture()
    let path = fixture.directory.path
    let lock = try fixture.environment.lock(for: .writing)
    #expect(throws: LMDBError.locked(path: path + "/writer.lock")) {
      try fixture.environment.lock(for: .writing)
    }
    await #expect(processExitsWith: .success) { [path = path as String] in
      let environment = try Environment.open(path: path)
      #expect(throws: LMDBError.locked(path: path + "/writer.lock")) {
        try environment.lock(for: .writing)
      }
    }
    withExtendedLifetime(lock) {}
  }

  @Test func theWriterLockEndsWithItsHolder() async throws {
    let fixture = try Fixture()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.directory.path as String] in
      let lock = try Environment.open(path: path).lock(for: .writing)
      withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
    }
    do { _ = try fixture.environment.lock(for: .writing) }
    _ = try fixture.environment.lock(for: .writing)
  }

  @Test func slotsOfKilledReadersAreCleared() async throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.directory.path as String] in
      let read = try Environment.open(path: path).beginRead()
      withExtendedLifetime(read) { _ = kill(getpid(), SIGKILL) }
    }
    #expect(try fixture.environment.checkReaders() == 1)
    #expect(try fixture.environment.checkReaders() == 0)
  }

  @Test func slotsOfKilledReadersAreReusedWhenAllAreTaken() async throws {
    let fixture = try Fixture(options: Environment.Options(maxReaders: 4))
    let readers = try (0..<3).map { _ in try fixture.environment.beginRead() }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.directory.path as String] in
      let read = try Environment.open(path: path).beginRead()
      withExtendedLifetime(read) { _ = kill(getpid(), SIGKILL) }
    }
    #expect(throws: Never.self) { try fixture.environment.beginRead() }
    withExtendedLifetime(readers) {}
  }

  @Test func aKilledWriterLeavesTheLastCommit() async throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.directory.path as String] in
      let environment = try Environment.open(path: path)
      let table = try environment.table("table", create: false)
      var write = try environment.beginWrite()
      try write.put([1], [2], in: table)
      _ = kill(getpid(), SIGKILL)
    }
    #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == [1])
    try fixture.put([([1], [3])])
    #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == [3])
  }

  @Test func aMapOutgrownByAnotherProcessIsEnlarged() async throws {
    let fixture = try Fixture(options: Environment.Options(mapSize: 1 << 20))
    let open = try fixture.environment.beginRead()
    await #expect(processExitsWith: .success) { [path = fixture.directory.path as String] in
      let environment = try Environment.open(path: path, options: Environment.Options(mapSize: 1 << 24))
      let table = try environment.table("table", create: false)
      var write = try environment.beginWrite()
      for key in UInt8(0)..<40 { try write.put([key], [UInt8](repeating: key, count: 100_000), in: table) }
      try write.commit()
    }
    #expect(throws: LMDBError.mapResized) { try fixture.environment.beginRead() }
    #expect(throws: LMDBError.mapResized) { _ = try fixture.environment.beginWrite().id }
    #expect(try open.count(fixture.table) == 0)
    open.release()
    #expect(try fixture.environment.beginRead().count(fixture.table) == 40)
    try fixture.put([([1], [1])])
    #expect(fixture.environment.info.mapSize == 1 << 24)
  }

  @Test func aWriteTransactionThatChangesThreadsTraps() async {
    await #expect(processExitsWith: .failure) {
      let box = Box(try Fixture().environment.beginWrite())
      Thread.detachNewThread { box.content.take()?.abort() }
      sleep(30)
    }
  }

  /// Carries a write transaction to where it must not go.
  private final class Box: @unchecked Sendable {
    var content: WriteTransaction?
    init(_ content: consuming WriteTransaction) { self.content = consume content }
  }

  @Test func aSecondWriteTransactionOnAThreadTraps() async {
    await #expect(processExitsWith: .failure) {
      let fixture = try Fixture()
      let first = try fixture.environment.beginWrite()
      let second = try fixture.environment.beginWrite()
      second.abort()
      first.abort()
    }
  }
}
