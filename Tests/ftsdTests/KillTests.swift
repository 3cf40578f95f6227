import FTSClient
import FTSProtocol
import FTSTestSupport
import Foundation
import Synchronization
import Testing

/// A daemon that is killed while it writes: what it has acknowledged is there afterwards.
@Suite struct KillTests {
  private static let rounds = 20
  private static let writers = 3

  /// What daemons have acknowledged.
  private final class Acknowledged: Sendable {
    private let ids = Mutex<[String]>([])

    func add(_ id: String) { ids.withLock { $0.append(id) } }
    var all: [String] { ids.withLock { $0 } }
  }

  @Test func everythingAcknowledgedSurvivesAKill() async throws {
    let index = try await SmallIndex()
    let socket = try SocketPath(index.directory.file("s"))
    let acknowledged = Acknowledged()
    var checked = 0
    for round in 0..<Self.rounds {
      let process = try Command.start(["serve", "--index", index.path, "--socket", socket.path]).process
      try await waitUntilServing(socket)
      // What was acknowledged before the last kill.
      let ids = acknowledged.all
      try await check(Array(ids[checked...]), socket)
      checked = ids.count
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<Self.writers {
          group.addTask { await Self.write("r\(round)w\(writer)", socket, acknowledged) }
        }
        let delay = Int.random(in: 0...80)
        try await Task.sleep(for: .milliseconds(delay))
        kill(process.processIdentifier, SIGKILL)
        try await group.waitForAll()
      }
      _ = await Command.status(process)
    }
    #expect(acknowledged.all.count > Self.rounds)
    let process = try Command.start(["serve", "--index", index.path, "--socket", socket.path]).process
    try await waitUntilServing(socket)
    try await check(acknowledged.all, socket)
    process.terminate()
    #expect(await Command.status(process) == 0)
  }

  /// Writes documents, one by one and several at once, until the daemon is gone.
  private static func write(_ name: String, _ socket: SocketPath, _ acknowledged: Acknowledged) async {
    _ = try? await Client.withConnection(to: socket) { client throws(ClientError) in
      var number = 0
      while true {
        let ids = (0..<(number % 3 == 2 ? 20 : 1)).map { "\(name)n\(number)x\($0)" }
        let lines = ids.map { "{\"id\": \"\($0)\", \"text\": \"film word\($0)\"}\n" }.joined()
        for response in try await client.upload(lines: Array(lines.utf8)) where response.status == .created {
          acknowledged.add(response.id ?? "")
        }
        number += 1
      }
    }
  }

  private func waitUntilServing(_ socket: SocketPath) async throws {
    while true {
      let health = try? await Client.withConnection(to: socket) { client throws(ClientError) in
        try await client.health()
      }
      if health != nil { return }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Each document is there by its id and by the word that it alone has.
  private func check(_ ids: [String], _ socket: SocketPath) async throws {
    try await Client.withConnection(to: socket) { client throws(ClientError) in
      for id in ids {
        let document = try await client.document(id: id)
        #expect(document.body == "film word\(id)")
        let found = try await client.search(SearchRequest(query: "word\(id)"))
        #expect(found.hits.map(\.id) == [id])
      }
    }
  }
}
