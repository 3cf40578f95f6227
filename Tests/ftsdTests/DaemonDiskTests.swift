import FTSClient
import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

/// The disk of a daemon's index fills up while it serves: what is to be written fails by name, what was acknowledged is found, and once
/// there is room all goes on, without a restart.
@Suite(.serialized, .timeLimit(.minutes(FaultyCommand.minutes))) struct DaemonDiskTests {
  private enum Scenario: String, CaseIterable {
    /// Documents one by one.
    case put
    /// Many documents in a request.
    case upload
    /// Deletions, which need room as well.
    case delete
    /// A compaction and backups, on the same disk.
    case maintenance
  }

  private static let room = 64 << 20
  private static let rounds = FaultyCommand.rounds == nil ? 3 : 20

  /// A daemon on a disk of its own.
  private struct Place {
    let disk: SmallDisk
    let socket: SocketPath
    let process: Process
    /// What is there for sure: the words that documents alone have, by id.
    var acknowledged: [String: String] = [:]
    var generator: SeededGenerator
    private let directory: TemporaryDirectory

    var index: String { disk.directory.file("index") }

    init(seed: UInt64) async throws {
      (disk, directory) = (try SmallDisk(bytes: DaemonDiskTests.room), try TemporaryDirectory())
      socket = try SocketPath(directory.file("s"))
      generator = SeededGenerator(seed: seed)
      var lines = ""
      for number in 0..<200 {
        let (id, word) = ("old\(number)", "word\(number)")
        lines += Self.line(id, word, &generator)
        acknowledged[id] = word
      }
      let path = disk.directory.file("index")
      let made = try await Command.run(["index", "--index", path, "-"], input: lines)
      #expect(made.status == 0, "\(made)")
      process = try Command.start([
        "serve", "--index", path, "--socket", socket.path, "--backups", disk.directory.file("backups"),
      ]).process
      try FileManager.default.createDirectory(
        atPath: disk.directory.file("backups"), withIntermediateDirectories: false)
      while (try? await Client.withConnection(
        to: socket, { client throws(ClientError) in try await client.health() }))
        == nil
      {
        try #require(process.isRunning)
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    /// A document that does not compress well.
    static func line(_ id: String, _ word: String, _ generator: inout SeededGenerator) -> String {
      let words = (0..<200).map { _ in String(generator.next() >> 30, radix: 36) }.joined(separator: " ")
      return #"{"id":"\#(id)","text":"\#(word) \#(words)"}"# + "\n"
    }

    /// Changes the index, and notes what was acknowledged.
    ///
    /// - Returns: whether there was no room.
    mutating func act(_ scenario: Scenario, _ step: Int) async throws -> Bool {
      do throws(ClientError) {
        switch scenario {
        case .put:
          let (id, word) = ("new\(step)", "fresh\(step)")
          let line = Self.line(id, word, &generator)
          let response = try await ask { client throws(ClientError) in
            try await client.put(id: id, json: Array(line.utf8))
          }
          #expect([.created, .updated].contains(response.status))
          acknowledged[id] = word
        case .upload:
          let words = (0..<40).map { ("new\(step)x\($0)", "fresh\(step)x\($0)") }
          let lines = words.map { Self.line($0.0, $0.1, &generator) }.joined()
          let responses = try await ask { client throws(ClientError) in
            try await client.upload(lines: Array(lines.utf8))
          }
          #expect(responses.map(\.id) == words.map(\.0))
          var isFull = false
          for (response, (id, word)) in zip(responses, words) {
            if response.status == .error {
              #expect(response.problem?.code == .diskFull, "\(response)")
              isFull = true
            } else {
              acknowledged[id] = word
            }
          }
          return isFull
        case .delete:
          guard let id = acknowledged.keys.min() else { return false }
          let response = try await ask { client throws(ClientError) in try await client.delete(id: id) }
          #expect(response.status == .deleted)
          acknowledged[id] = nil
        case .maintenance:
          if step % 2 == 0 {
            _ = try await ask { client throws(ClientError) in try await client.compact() }
          } else {
            _ = try await ask { client throws(ClientError) in try await client.backUp("b\(step)") }
          }
        }
        return false
      } catch {
        guard case .problem(let problem) = error, problem.code == .diskFull else { throw error }
        return true
      }
    }

    private func ask<Answer: Sendable>(
      _ body: sending (Client) async throws(ClientError) -> Answer
    ) async throws(ClientError) -> Answer {
      try await Client.withConnection(to: socket, body)
    }

    /// Looks for some of what was acknowledged, and counts all of it.
    func check(_ comment: String, all: Bool = false) async throws {
      let sample = all ? acknowledged.sorted { $0.key < $1.key } : Array(acknowledged.prefix(5))
      let count = acknowledged.count
      try await ask { client throws(ClientError) in
        for (id, word) in sample {
          let found = try await client.search(SearchRequest(query: word))
          #expect(found.hits.map(\.id) == [id], "\(comment)")
        }
        let documents = try await client.statistics().documents
        #expect(documents == count, "\(comment)")
      }
    }

    func stop() async throws {
      process.terminate()
      #expect(await Command.status(process) == 0)
      let check = try await Command.run(["check", "--all", "--index", index])
      #expect(check.status == 0, "\(check)")
    }
  }

  @Test(.enabled(if: SmallDisk.canMount, "needs root, to mount a small file system"))
  func aDaemonGoesOnWhenThereIsRoomAgain() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    for scenario in Scenario.allCases {
      var full = 0
      for round in 0..<Self.rounds {
        let slack = 16 << 10 + round * (1_500_000 / Self.rounds)
        let comment = "seed \(seed), \(scenario.rawValue), \(slack) bytes left"
        var place = try await Place(seed: seed ^ UInt64(round))
        try place.disk.remount(leaving: slack)
        var step = 0
        var isFull = false
        // More than there is room for, but for deletions, which may find theirs.
        while !isFull, step < (scenario == .delete ? 150 : 3_000) {
          isFull = try await place.act(scenario, step)
          step += 1
        }
        full += isFull ? 1 : 0
        try await place.check(comment)
        // What is full stays so, and goes on to answer.
        for _ in 0..<3 where isFull { _ = try await place.act(scenario, step) }
        try await place.check(comment)

        try place.disk.remount(bytes: Self.room)
        for _ in 0..<3 {
          #expect(try await place.act(scenario, step) == false, "\(comment)")
          step += 1
        }
        #expect(try await place.act(.put, step) == false, "\(comment)")
        try await place.check(comment, all: true)
        try await place.stop()
      }
      print("\(scenario.rawValue): \(full) of \(Self.rounds) disks were full")
      if scenario != .delete { #expect(full == Self.rounds, "seed \(seed), \(scenario.rawValue)") }
    }
  }
}
