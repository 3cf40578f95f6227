import FTSProtocol
import FTSTestSupport
import Foundation
import Glibc
import Testing

@Suite struct MaintenanceCommandTests {
  /// Flips a bit in some places of the file.
  private func damage(_ path: String, at places: [Int]) throws {
    let file = URL(fileURLWithPath: path + "/data.mdb")
    var bytes = try Data(contentsOf: file)
    for place in places { bytes[place] ^= 1 }
    try bytes.write(to: file)
  }

  /// A byte of the last page in use that is not zero.
  private func lastByte(_ path: String) throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb"))
    return try #require(bytes.lastIndex { $0 != 0 })
  }

  @Test func checkFindsASoundIndexSound() async throws {
    let index = try await SmallIndex()
    let text = try await Command.run(["check", "--index", index.path])
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.output.hasPrefix("All is well: 3 documents in 1 segment, "), "\(text.output)")
    let json = try await Command.run(["check", "--all", "--json", "--index", index.path])
    let response = try JSONDecoder().decode(CheckResponse.self, from: Data(json.output.utf8))
    #expect(response.sound && response.documents == 3 && response.searched == 3 && response.rederived == 3)
  }

  @Test func checkNamesWhatIsDamagedAndWhatToDo() async throws {
    let index = try await SmallIndex()
    try damage(index.path, at: [try lastByte(index.path)])
    let text = try await Command.run(["check", "--index", index.path])
    #expect(text.status == 74)
    #expect(text.output.hasPrefix("The index is damaged: "))
    #expect(
      text.output.contains("\ndamaged: ") && text.output.contains("ftsd restore BACKUP --index \(index.path)")
    )
    let json = try await Command.run(["check", "--json", "--index", index.path])
    let response = try JSONDecoder().decode(CheckResponse.self, from: Data(json.output.utf8))
    #expect(json.status == 74 && !response.sound && response.findings.contains(where: \.damage))
  }

  @Test func checkNeedsAnIndex() async throws {
    let directory = try TemporaryDirectory()
    let result = try await Command.run(["check", "--index", directory.file("none")])
    #expect(result.status == 74 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("ftsd: no index at ") && result.errors.split(separator: "\n").count == 1)
  }

  @Test func aBackupIsSearchedAndPutBack() async throws {
    let index = try await SmallIndex()
    let backup = index.directory.file("backup")
    let made = try await Command.run(["backup", "--index", index.path, backup])
    #expect(made.status == 0 && made.output.hasPrefix("Copied 3 documents, "), "\(made)")
    #expect(try await Command.run(["search", "--index", backup, "humanism"]).status == 0)
    let again = try await Command.run(["backup", "--index", index.path, backup])
    #expect(again.status == 73 && again.errors.contains("exists already"))
    #expect(
      try await Command.run(["backup", "--quiet", "--replace", "--index", index.path, backup]).output.isEmpty)
    #expect(try await Command.run(["delete", "--index", index.path, "her"]).status == 0)
    let restored = try await Command.run(["restore", "--index", index.path, backup])
    #expect(restored.status == 0 && restored.output == "Restored 3 documents\n")
    #expect(try await Command.run(["get", "--index", index.path, "her"]).status == 0)
    let absent = try await Command.run(["restore", "--index", index.path, index.directory.file("none")])
    #expect(absent.status == 74)
  }

  @Test func aDamagedBackupIsNotPutBack() async throws {
    let index = try await SmallIndex()
    let backup = index.directory.file("backup")
    #expect(try await Command.run(["backup", "--index", index.path, backup]).status == 0)
    try damage(backup, at: [try lastByte(backup)])
    let result = try await Command.run(["restore", "--index", index.path, backup])
    #expect(result.status == 74 && result.errors.contains("damaged"), "\(result)")
    #expect(try await Command.run(["check", "--index", index.path]).status == 0)
  }

  @Test func rebuildTakesAnotherAnalyzer() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run([
      "rebuild", "--analyzer", "simple", "--b", "0.4", "--title-weight", "5", "--index", index.path,
    ])
    #expect(result.status == 0 && result.output == "Indexed 3 documents anew\n", "\(result)")
    let stats = try await Command.run(["stats", "--json", "--index", index.path])
    let answer = try JSONDecoder().decode(StatsResponse.self, from: Data(stats.output.utf8))
    #expect(
      answer.analyzer == "simple" && answer.b == 0.4 && answer.titleWeight == 5 && answer.documents == 3)
    let unknown = try await Command.run(["rebuild", "--analyzer", "klingon", "--index", index.path])
    #expect(unknown.status == 64)
    #expect(try await Command.run(["rebuild", "--index", index.directory.file("none")]).status == 74)
  }

  @Test func whatIsErasedIsNowhereInTheFile() async throws {
    let index = try await SmallIndex()
    // Words that nothing else has: as id, in each text, as a value of each kind. What they share with others of
    // their first letter is not written again.
    let secret = "bcdfghjk".map { "\($0)q\($0)secret" }
    let document =
      #"{"id":"\#(secret[0])","title":"\#(secret[1])","author":"\#(secret[2])","text":"\#(secret[3]) humanisms","#
      + #""tags":["\#(secret[4])"],"url":"http://\#(secret[5])","\#(secret[6])":"\#(secret[7])"}"# + "\n"
    let input = document + #"{"id":"kept","parent":"her","text":"kept words"}"# + "\n"
    #expect(try await Command.run(["index", "--index", index.path, "-"], input: input).status == 0)
    func found() throws -> [String] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: index.path + "/data.mdb"))
      return secret.filter { bytes.range(of: Data($0.dropFirst().utf8)) != nil }
    }
    func suggestions() async throws -> String {
      try await Command.run(["suggest", "--index", index.path, "humanis"]).output
    }
    #expect(try found().count >= 7)
    #expect(try await suggestions().contains("humanisms"))
    #expect(try await Command.run(["delete", "--index", index.path, "other"]).status == 0)
    #expect(try found().count >= 7)
    let result = try await Command.run(["delete", "--erase", "--index", index.path, secret[0]])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    #expect(try found().isEmpty)
    // Its form of a word that others have, too, is gone as well.
    let rest = try await suggestions()
    #expect(rest.contains("humanism") && !rest.contains("humanisms"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: index.directory.path).sorted() == [
        "index", "reviews.jsonl",
      ])
    #expect(try await Command.run(["get", "--index", index.path, "kept"]).status == 0)
    #expect(try await Command.run(["search", "--index", index.path, "humanism"]).status == 0)
    #expect(try await Command.run(["check", "--all", "--index", index.path]).status == 0)
  }

  @Test func whileAnotherWritesNothingTakesThePlaceOfTheIndex() async throws {
    let index = try await SmallIndex()
    let descriptor = unsafe open(index.path + "/writer.lock", O_RDWR)
    #expect(flock(descriptor, LOCK_EX) == 0)
    defer { close(descriptor) }
    for command in [["rebuild"], ["restore", index.directory.file("backup")]] {
      if command.count > 1 {
        #expect(try await Command.run(["backup", "--index", index.path, command[1]]).status == 0)
      }
      let result = try await Command.run(command + ["--index", index.path])
      #expect(result.status == 75 && result.errors.contains("another process is writing"), "\(result)")
    }
  }
}
