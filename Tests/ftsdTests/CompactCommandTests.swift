import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@Suite struct CompactCommandTests {
  @Test func compactMakesOneSegmentAndSaysWhatItDid() async throws {
    let index = try await SmallIndex()
    let more = try await Command.run(
      ["index", "--index", index.path, "-"], input: #"{"id":"more","text":"More of humanism."}"# + "\n")
    #expect(more.status == 0)
    #expect(try await Command.run(["delete", "--index", index.path, "other"]).status == 0)
    let result = try await Command.run(["compact", "--reorder", "--index", index.path])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("2 segments → 1, 1 deleted document dropped\n"))
    let stats = try await Command.run(["stats", "--json", "--index", index.path])
    let answer = try JSONDecoder().decode(StatsResponse.self, from: Data(stats.output.utf8))
    #expect(answer.segments == 1 && answer.documents == 3 && answer.deleted == 0)
    #expect(try await Command.run(["search", "--index", index.path, "humanism"]).status == 0)
  }

  @Test func compactSaysThatThereIsNothingToDo() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["compact", "--index", index.path])
    #expect(result.status == 0 && result.output == "Nothing to do: 1 segment, nothing deleted\n")
    #expect(try await Command.run(["compact", "--quiet", "--index", index.path]).output.isEmpty)
  }

  @Test func compactCreatesNoIndex() async throws {
    let directory = try TemporaryDirectory()
    let result = try await Command.run(["compact", "--index", directory.file("none")])
    #expect(result.status == 74)
    #expect(!FileManager.default.fileExists(atPath: directory.file("none")))
  }
}
