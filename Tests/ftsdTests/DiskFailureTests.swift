import FTSProtocol
import FTSTestSupport
import Foundation
import Glibc
import Testing

/// Disks without room, without the right to write, files cut short and limits of memory: told by name, and survived.
@Suite(.serialized, .timeLimit(.minutes(FaultyCommand.minutes))) struct DiskFailureTests {
  private static let mounts = SmallDisk.canMount
  private static let statuses: Set<Int32> = [0, 73, 74]

  private static func lines(_ numbers: Range<Int>, _ word: String) -> String {
    // Text that does not compress well.
    var generator = SeededGenerator(seed: UInt64(numbers.lowerBound))
    return numbers.map { number in
      let words = (0..<60).map { _ in String(generator.next() >> 30, radix: 36) }.joined(separator: " ")
      return #"{"id":"d\#(number)","text":"\#(word) \#(words)"}"# + "\n"
    }.joined()
  }

  private func found(_ word: String, _ path: String) async throws -> Int? {
    let result = try await Command.run(["search", "--count", "--index", path, word])
    return Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test(.enabled(if: mounts, "needs root, to mount a small file system"))
  func aFullDiskIsToldAndWritingGoesOnOnceThereIsRoom() async throws {
    let source = try TemporaryDirectory()
    try Self.lines(0..<400, "old").write(toFile: source.file("a"), atomically: true, encoding: .utf8)
    try Self.lines(200..<600, "new").write(toFile: source.file("b"), atomically: true, encoding: .utf8)
    let rounds = FaultyCommand.rounds == nil ? 3 : 20
    var full = 0
    for round in 0..<rounds {
      let size = 400 << 10 + round * (4_000_000 / rounds)
      let disk = try SmallDisk(bytes: size)
      let index = disk.directory.file("index")
      for (command, word) in [
        (["index", source.file("a")], "old"), (["index", source.file("b")], "new"), (["compact"], "new"),
        (["backup", "--replace", disk.directory.file("backup")], "new"),
        (["rebuild"], "new"),
      ] {
        let before = (try await found("old", index), try await found("new", index))
        let arguments = [command[0], "--index", index] + command.dropFirst()
        let result = try await Command.run(arguments)
        let comment = "\(size) bytes, \(command): \(result)"
        #expect(Self.statuses.contains(result.status), "\(comment)")
        guard result.status != 0 else { continue }
        full += 1
        #expect(result.errors.contains("no room left") || result.errors.contains("no index at"), "\(comment)")
        let after = (try await found("old", index), try await found("new", index))
        #expect(after == before, "\(comment)")
        try disk.remount(bytes: 64 << 20)
        if command[0] != "compact" || before.0 != nil {
          let again = try await Command.run(arguments)
          #expect(again.status == 0 || before == (nil, nil), "\(comment), again: \(again)")
          if again.status == 0 { #expect((try await found(word, index) ?? 0) > 0, "\(comment)") }
        }
        break
      }
      if FileManager.default.fileExists(atPath: index + "/data.mdb") {
        #expect(try await Command.run(["check", "--all", "--index", index]).status == 0, "\(size) bytes")
      }
    }
    #expect(full > 0)
  }

  @Test(.enabled(if: mounts, "needs root, to mount a small file system"))
  func aReadOnlyDiskIsSearchedAndNotWritten() async throws {
    let disk = try SmallDisk(bytes: 16 << 20)
    let index = disk.directory.file("index")
    #expect(
      try await Command.run(["index", "--index", index, "-"], input: Self.lines(0..<50, "old")).status == 0)
    try disk.remount(bytes: 16 << 20, isReadOnly: true)
    #expect(try await found("old", index) == 50)
    #expect(try await Command.run(["check", "--index", index]).status == 0)
    let write = try await Command.run(["index", "--index", index, "-"], input: Self.lines(50..<60, "new"))
    #expect(write.status == 74 && write.errors.contains("read-only"), "\(write)")
    let backup = try TemporaryDirectory()
    #expect(try await Command.run(["backup", "--index", index, backup.file("backup")]).status == 0)
    #expect(try await found("old", backup.file("backup")) == 50)
    try disk.remount(bytes: 16 << 20)
    #expect(
      try await Command.run(["index", "--index", index, "-"], input: Self.lines(50..<60, "new")).status == 0)
  }

  @Test func aFileThatEndsEarlyIsRefusedByEveryCommand() async throws {
    let index = try await SmallIndex()
    let file = index.path + "/data.mdb"
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    #expect(unsafe truncate(file, size / 2) == 0)
    for command in [
      ["search", "humanism"], ["stats"], ["check"], ["backup", index.directory.file("b")], ["compact"],
    ] {
      let result = try await Command.run([command[0], "--index", index.path] + command.dropFirst())
      #expect(
        result.status == 74 && (result.errors + result.output).contains("truncated"), "\(command): \(result)")
    }
  }

  /// The address space of the process is limited (`ulimit -v`), so that neither map nor memory are to be had for the asking.
  @Test func aLimitOfMemoryIsKeptOrTold() async throws {
    let index = try await SmallIndex()
    for megabytes in [100, 300, 1_300, 3_000] {
      for command in [["search", "humanism"], ["check"], ["stats"]] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let line = "ulimit -v \(megabytes * 1024); exec \"$0\" \"$@\" 2>&1"
        process.arguments =
          ["-c", line, Command.path, command[0], "--index", index.path] + command.dropFirst()
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let status = await Command.status(process)
        if megabytes >= 3_000 { #expect(status == 0, "\(command): \(text)") }
        // Below what the program itself needs the loader ends it.
        if megabytes >= 1_300 {
          #expect(status == 0 || (status == 74 && text.contains("memory")), "\(command): \(status) \(text)")
        }
      }
    }
  }
}
