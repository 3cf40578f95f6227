import FTSTestSupport
import Foundation
import Testing

@Suite struct IndexCommandTests {
  private func summary(_ output: String) throws -> [String: Double] {
    let line = try #require(output.split(separator: "\n").last)
    return try JSONDecoder().decode([String: Double].self, from: Data(line.utf8))
  }

  @Test func theLastLineIsTheSummary() async throws {
    let directory = try TemporaryDirectory()
    let result = try await Command.run(
      ["index", "--json", "--index", directory.file("deep/er/index"), "-"], input: SmallIndex.source)
    #expect(result.status == 0 && result.errors.isEmpty)
    let summary = try summary(result.output)
    #expect(summary["documents"] == 3 && summary["reviews"] == 2 && summary["comments"] == 1)
    #expect(summary["threads"] == 2 && summary["skipped"] == 0 && summary["updated"] == 0)
    #expect(
      (summary["text_bytes"] ?? 0) > 80 && (summary["index_bytes"] ?? 0) > 0 && summary["seconds"] != nil)
    let parent = try FileManager.default.attributesOfItem(atPath: directory.file("deep"))
    #expect(parent[.posixPermissions] as? Int == 0o700)
  }

  @Test func theSameAgainReplacesEverything() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(
      ["index", "--json", "--index", index.path, "-"], input: SmallIndex.source)
    let summary = try summary(result.output)
    #expect(summary["documents"] == 3 && summary["updated"] == 3)
  }

  @Test func whatCannotBeReadIsReportedAndLeftOut() async throws {
    let directory = try TemporaryDirectory()
    let bad = (0..<30).map { "{\"id\": \"x\($0)\", nonsense\n" }.joined()
    let result = try await Command.run(
      ["index", "--json", "--format", "jsonl", "--index", directory.file("index"), "-"],
      input: SmallIndex.source + bad)
    #expect(result.status == 2)
    let summary = try summary(result.output)
    #expect(summary["documents"] == 3 && summary["skipped"] == 30)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.first?.hasPrefix("-:4: ") == true)
    #expect(lines.last == "and 10 more problems")
  }

  @Test func strictIndexesNothing() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(
      ["index", "--strict", "--index", index.path, "--format", "jsonl", "-"],
      input: "{\"id\": \"new\", \"text\": \"zeitgeist\"}\n{nonsense\n")
    #expect(result.status == 65 && result.errors.contains("-:2: ") && result.output.isEmpty)
    #expect(try await Command.run(["search", "--index", index.path, "zeitgeist"]).status == 1)
  }

  @Test func settingsOfAnIndexAreKept() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["index", "--index", index.path, "--analyzer", "simple", "-"])
    #expect(result.status == 64 && result.errors.contains("analyzer"))
    let invalid = try await Command.run(
      ["index", "--index", index.directory.file("new"), "--b", "2", "-"], input: SmallIndex.source)
    #expect(invalid.status == 64)
  }

  @Test(arguments: [
    ["--format", "xml"], ["--map", "nonsense"], ["--map", "a=b"], ["--memory", "0"], ["--k1", "x"],
    ["--unknown"],
  ])
  func refusesArguments(arguments: [String]) async throws {
    let directory = try TemporaryDirectory()
    let result = try await Command.run(["index", "--index", directory.file("index")] + arguments)
    #expect(result.status == 64 && result.errors.contains("Error: "))
    #expect(!FileManager.default.fileExists(atPath: directory.file("index")))
  }

  @Test func keysAreMapped() async throws {
    let directory = try TemporaryDirectory()
    let arguments = ["index", "--index", directory.file("index"), "--map", "w=text", "--map", "n=id", "-"]
    let result = try await Command.run(arguments, input: "{\"n\": \"one\", \"w\": \"zeitgeist\"}\n")
    #expect(result.status == 0)
    let found = try await Command.run(
      ["search", "--json", "zeitgeist"], environment: ["FTSD_INDEX": directory.file("index")])
    #expect(found.output.contains("\"id\":\"one\""))
  }
}
