import FTSClient
import FTSProtocol
import FTSTestSupport
import Foundation
import Synchronization
import Testing

/// A daemon that is killed while it writes: what it has acknowledged is there afterwards, what it has not is there whole or not at all,
/// and the index is sound.
@Suite(.timeLimit(.minutes(FaultyCommand.minutes))) struct KillTests {
  private static let rounds = FaultyCommand.rounds ?? 100
  private static let writers = 3
  /// Documents acknowledged in earlier rounds that are looked for again in each.
  private static let sample = 20

  /// What daemons were asked to write, and what they have acknowledged.
  private final class Written: Sendable {
    private struct State {
      var acknowledged: [String] = []
      /// Names of requests with several documents that were not answered.
      var open: Set<String> = []
    }

    private let state = Mutex(State())

    func begin(_ batch: String) { state.withLock { _ = $0.open.insert(batch) } }
    func acknowledge(_ batch: String, _ ids: [String]) {
      state.withLock {
        $0.acknowledged += ids
        $0.open.remove(batch)
      }
    }
    var acknowledged: [String] { state.withLock { $0.acknowledged } }
    func takeOpen() -> Set<String> {
      state.withLock { state in
        defer { state.open = [] }
        return state.open
      }
    }
  }

  @Test func everythingAcknowledgedSurvivesAKill() async throws {
    let index = try await SmallIndex()
    let socket = try SocketPath(index.directory.file("s"))
    let written = Written()
    var checked = 0
    var slowest = Duration.zero
    var (whole, absent) = (0, 0)
    for round in 0..<Self.rounds {
      let start = ContinuousClock.now
      let process = try Command.start(["serve", "--index", index.path, "--socket", socket.path]).process
      try await waitUntilServing(socket, process)
      slowest = max(slowest, ContinuousClock.now - start)
      // What was acknowledged before the last kill.
      let ids = written.acknowledged
      try await check(ids[checked...] + ids[..<checked].shuffled().prefix(Self.sample), socket)
      for batch in written.takeOpen() {
        let count = try await total("batch\(batch)", socket)
        #expect(count == 0 || count == Self.count(batch), "\(batch), round \(round)")
        if count == 0 { absent += 1 } else { whole += 1 }
      }
      checked = ids.count
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<Self.writers {
          group.addTask { await Self.write("r\(round)w\(writer)", socket, written) }
        }
        let delay = Int.random(in: 0...80)
        try await Task.sleep(for: .milliseconds(delay))
        kill(process.processIdentifier, SIGKILL)
        try await group.waitForAll()
      }
      _ = await Command.status(process)
      let sound = try await Command.run(["check", "--index", index.path])
      #expect(sound.status == 0, "round \(round): \(sound)")
    }
    #expect(written.acknowledged.count > Self.rounds)
    let process = try Command.start(["serve", "--index", index.path, "--socket", socket.path]).process
    try await waitUntilServing(socket, process)
    try await check(written.acknowledged[...], socket)
    process.terminate()
    #expect(await Command.status(process) == 0)
    print(
      "\(Self.rounds) kills: \(written.acknowledged.count) documents acknowledged and there, "
        + "of requests under way \(whole) done and \(absent) not; first answer after at most \(slowest)")
  }

  /// Every third request has several documents, which are one commit or a part of one.
  private static func count(_ batch: String) -> Int {
    (Int(batch.split(separator: "n")[1]) ?? 0) % 3 == 2 ? 20 : 1
  }

  /// Writes documents, one by one and several at once, until the daemon is gone.
  private static func write(_ name: String, _ socket: SocketPath, _ written: Written) async {
    _ = try? await Client.withConnection(to: socket) { client throws(ClientError) in
      var number = 0
      while true {
        let batch = "\(name)n\(number)"
        let ids = (0..<count(batch)).map { "\(batch)x\($0)" }
        let lines = ids.map { "{\"id\": \"\($0)\", \"text\": \"film word\($0) batch\(batch)\"}\n" }.joined()
        written.begin(batch)
        let responses = try await client.upload(lines: Array(lines.utf8))
        written.acknowledge(batch, responses.filter { $0.status == .created }.compactMap(\.id))
        number += 1
      }
    }
  }

  private func waitUntilServing(_ socket: SocketPath, _ process: Process) async throws {
    while true {
      let health = try? await Client.withConnection(to: socket) { client throws(ClientError) in
        try await client.health()
      }
      if health != nil { return }
      try #require(process.isRunning, "the daemon does not start")
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func total(_ query: String, _ socket: SocketPath) async throws -> Int? {
    try await Client.withConnection(to: socket) { client throws(ClientError) in
      try await client.search(SearchRequest(query: query)).total
    }
  }

  /// Each document is there by its id and by the word that it alone has.
  private func check(_ ids: some Sequence<String>, _ socket: SocketPath) async throws {
    let ids = Array(ids)
    try await Client.withConnection(to: socket) { client throws(ClientError) in
      for id in ids {
        let document = try await client.document(id: id)
        let body = document.body
        #expect(body.hasPrefix("film word\(id) "))
        let found = try await client.search(SearchRequest(query: "word\(id)"))
        #expect(found.hits.map(\.id) == [id])
      }
    }
  }
}
