import FTSTestSupport
import Foundation
import Testing

/// `ftsd watch-dir` as a process: what it tells, how it ends, and that a kill does no harm. One at a time: each waits for another
/// process, and there are few threads to wait on.
@Suite(.serialized, .timeLimit(.minutes(FaultyCommand.minutes))) struct WatchDirCommandTests {
  /// The command on a folder, with its output line by line.
  private final class Following {
    let process: Process
    private let lines: Pipe
    private let errors: Pipe
    private var rest: [UInt8] = []

    init(
      _ folder: TestFolder, _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws {
      (process, lines, errors) = try Command.start(
        ["watch-dir", "--index", folder.index] + arguments + [folder.path], environment: environment)
    }

    /// The next line; `nil` at the end.
    func line() async -> String? {
      while !rest.contains(UInt8(ascii: "\n")) {
        let descriptor = lines.fileHandleForReading.fileDescriptor
        let more: [UInt8] = await withCheckedContinuation { continuation in
          Thread {
            var bytes = [UInt8](repeating: 0, count: 1 << 12)
            // SAFETY: the array is valid for the call, and its own count is passed with it.
            let count = unsafe read(descriptor, &bytes, bytes.count)
            continuation.resume(returning: Array(bytes.prefix(max(0, count))))
          }.start()
        }
        if more.isEmpty { return nil }
        rest += more
      }
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest.removeFirst(line.count + 1)
      return String(decoding: line, as: UTF8.self)
    }

    /// Ends it; returns its status and what it has told of problems.
    func end(_ signal: Int32 = SIGTERM) async -> (status: Int32, errors: String) {
      kill(process.processIdentifier, signal)
      let status = await Command.status(process)
      return (status, String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
  }

  private func count(_ folder: TestFolder, _ query: String) async throws -> String {
    try await Command.run(["search", "--index", folder.index, "--count", query]).output
  }

  @Test(
    "Files are followed as they change, each commit is a line, and a signal ends it with status 0",
    arguments: [SIGTERM, SIGINT])
  func followsAndEnds(signal: Int32) async throws {
    let folder = try TestFolder()
    try folder.write("a.jsonl", SmallIndex.source)
    let following = try Following(folder)
    #expect(await following.line() == "1 file: 3 documents added")
    #expect(await following.line() == "Following 1 file")
    try folder.write("deep/er/b.txt", "Title\n\nzeitgeist\n")
    #expect(await following.line() == "1 file: 1 document added")
    #expect(try await count(folder, "zeitgeist") == "1\n")
    #expect(try await count(folder, "file:deep") == "1\n")
    try folder.move("deep", to: "other")
    try folder.write("a.jsonl", "{\"id\": \"her\", \"text\": \"Shorter.\"}\n{nonsense\n")
    #expect(await following.line() == "3 files: 1 document changed, 2 deleted")
    #expect(try await count(folder, "file:deep") == "0\n")
    let end = await following.end(signal)
    #expect(end.status == 0 && end.errors.hasPrefix(folder.file("a.jsonl") + ":2: "))
    #expect(await following.line() == nil)
  }

  @Test("It shares the index with a daemon and with other commands")
  func sharesTheIndex() async throws {
    let folder = try TestFolder()
    try folder.write("a.jsonl", SmallIndex.source)
    let following = try Following(folder)
    while let line = await following.line(), !line.hasPrefix("Following") {}
    let socket = folder.directory.file("s")
    let daemon = try Command.start(["serve", "--index", folder.index, "--socket", socket]).process
    defer { daemon.terminate() }
    while try await Command.run(["search", "--socket", socket, "--count", "humanism"]).output != "2\n" {
      try #require(daemon.isRunning && following.process.isRunning)
    }
    try folder.write("b.txt", "Title\n\nzeitgeist\n")
    #expect(await following.line() == "1 file: 1 document added")
    let found = try await Command.run(["search", "--socket", socket, "--count", "zeitgeist"])
    #expect(found.output == "1\n")
    #expect(try await Command.run(["delete", "--socket", socket, "other"]).status == 0)
    let indexed = try await Command.run(
      ["index", "--index", folder.index, "-"], input: "{\"id\": \"by-hand\", \"text\": \"zeitgeist\"}\n")
    #expect(indexed.status == 0)
    try folder.remove("a.jsonl")
    #expect(await following.line() == "1 file: 2 documents deleted")
    #expect(try await Command.run(["search", "--socket", socket, "--count", "zeitgeist"]).output == "2\n")
    #expect(await following.end().status == 0)
  }

  @Test("What cannot be followed is an error with its status")
  func refusals() async throws {
    let folder = try TestFolder()
    func run(_ arguments: [String]) async throws -> Command.Result {
      try await Command.run(["watch-dir", "--index", folder.index] + arguments)
    }
    let none = try await run([folder.file("none")])
    #expect(
      none.status == 64
        && none.errors == "ftsd: \(folder.file("none")) is no folder to follow: No such file or directory\n")
    for arguments in [
      [], ["--format", "xml", folder.path], ["--map", "a", folder.path], [folder.path, folder.path],
    ] {
      #expect(try await run(arguments).status == 64)
    }
    try folder.write("a.txt", "Title\n\nText\n")
    let following = try Following(folder, ["--quiet"])
    // It says nothing of commits.
    while try await count(folder, "title") != "1\n" { try #require(following.process.isRunning) }
    try FileManager.default.removeItem(atPath: folder.path)
    #expect(await Command.status(following.process) == 74)
    #expect(await following.line() == nil)
    #expect(
      await following.end().errors
        == "ftsd: \(folder.path) is not where it was; the index still has its documents\n")
    #expect(try await count(folder, "title") == "1\n")
  }

  @Test("A file that cannot be opened is told, and the index keeps what it has of it")
  func unreadableFiles() async throws {
    let folder = try TestFolder()
    try folder.write("a.txt", "Title\n\nText\n")
    var following = try Following(folder)
    while let line = await following.line(), !line.hasPrefix("Following") {}
    _ = await following.end()
    try folder.write("a.txt", "Title\n\nOther\n")
    following = try Following(
      folder,
      environment: [
        "LD_PRELOAD": FaultyCommand.library, "FTSD_FAULT_PATH": folder.path, "FTSD_FAULT": "open,1,\(EACCES)",
        "FTSD_FAULT_ALL": "1",
      ])
    while let line = await following.line(), !line.hasPrefix("Following") {}
    let errors = await following.end().errors
    #expect(errors == "\(folder.file("a.txt")): cannot be opened: Permission denied\n")
    #expect(try await count(folder, "text") == "1\n")
  }

  @Test(
    "Killed at any moment, it leaves a sound index, and the next start brings it in step",
    arguments: Seeds.all)
  func survivesKills(seed: UInt64) async throws {
    let rounds = FaultyCommand.rounds ?? 8
    let folder = try TestFolder()
    var random = try RandomFolder(folder, seed: seed)
    for round in 0..<rounds {
      let following = try Following(folder)
      for _ in 0..<20 {
        random.act()
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...20, using: &random.generator)))
      }
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...300, using: &random.generator)))
      #expect(await following.end(SIGKILL).status == SIGKILL)
      let check = try await Command.run(["check", "--index", folder.index])
      #expect(check.status == 0, "seed \(seed), round \(round): \(check)")
      let last = try Following(folder)
      while let line = await last.line(), !line.hasPrefix("Following") {}
      #expect(await last.end().status == 0)
      let fresh = folder.directory.file("fresh\(round)")
      _ = try await Command.run(["index", "--index", fresh, folder.path])
      #expect(try await documents(folder.index) == documents(fresh), "seed \(seed), round \(round)")
    }
  }

  /// All documents, as lines of JSON without the file that they came from, in the order of their bytes.
  private func documents(_ index: String) async throws -> [String] {
    let exported = try await Command.run(["export", "--index", index])
    return try exported.output.split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      var document = object
      var attributes = object["attributes"] as? [String: Any] ?? [:]
      attributes["file"] = nil
      attributes["file_state"] = nil
      document["attributes"] = attributes.isEmpty ? nil : attributes
      return String(
        decoding: try JSONSerialization.data(withJSONObject: document, options: .sortedKeys), as: UTF8.self)
    }.sorted()
  }
}
