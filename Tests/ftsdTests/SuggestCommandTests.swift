import FTSTestSupport
import Testing

@Suite struct SuggestCommandTests {
  @Test func wordsAreCompletedOneToALine() async throws {
    let index = try await SmallIndex()
    let suggest = ["suggest", "--index", index.path]
    let words = try await Command.run(suggest + ["A", "hum"])
    #expect(words.status == 0 && words.output == "A humanism\n" && words.errors == "")
    let first = try await Command.run(suggest + ["--limit", "2", "o"])
    #expect(first.output == "of\nother\n")
    let json = try await Command.run(suggest + ["--json", "hum"])
    #expect(json.output.hasPrefix("{\"query\":\"hum\",\"took_us\":"))
    #expect(json.output.hasSuffix(",\"suggestions\":[{\"text\":\"humanism\",\"occurrences\":2}]}\n"))
  }

  @Test func nothingToCompleteIsStatusOne() async throws {
    let index = try await SmallIndex()
    let nothing = try await Command.run(["suggest", "--index", index.path, "zzz"])
    #expect(nothing.status == 1 && nothing.output == "" && nothing.errors == "")
  }

  @Test(arguments: [
    (["--limit", "0", "a"], "--limit must be from 1 to 100, not 0"),
    (["--index", "x", "--socket", "y", "a"], "--index and --socket exclude each other"),
  ])
  func wrongUseIsStatus64(arguments: [String], message: String) async throws {
    let result = try await Command.run(["suggest"] + arguments)
    #expect(result.status == 64 && result.errors.contains(message))
  }
}
