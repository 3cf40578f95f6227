import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@Suite struct SearchCommandTests {
  private func ids(_ result: Command.Result) throws -> [String] {
    try JSONDecoder().decode(SearchResponse.self, from: Data(result.output.utf8)).hits.map(\.id)
  }

  @Test(arguments: [
    (["humanism"], ["her", "her#1"]), (["humanism", "-machines"], ["her#1"]),
    (["humanism", "-her"], ["her#1"]),
    (["-machines", "humanism", "--limit", "3"], ["her#1"]), (["--", "humanism", "-machines"], ["her#1"]),
    (["\"humanism and machines\""], ["her"]), (["+machines", "humanism"], ["her"]),
    (["humanism", "machines", "--all"], ["her"]), (["humanism", "--kind", "comment"], ["her#1"]),
    (["humanism", "-\"and machines\""], ["her#1"]), (["humanism", "--exhaustive"], ["her", "her#1"]),
    (["humanism", "--timeout", "60000"], ["her", "her#1"]),
    (["humanism machines sort", "--offset", "3"], []), (["zeitgeist"], []),
  ])
  func wordsAndOptionsMix(arguments: [String], expected: [String]) async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search", "--index", index.path, "--json"] + arguments)
    #expect(Set(try ids(result)) == Set(expected))
    #expect(result.status == (expected.isEmpty ? 1 : 0))
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    (["title:her"], ["her"]), (["humanism AND (film OR spoilers)"], ["her", "her#1"]),
    (["is:comment", "humanism"], ["her#1"]), (["thread:her", "-is:comment"], ["her"]),
    (["2 of (film humanism spoilers)"], ["her", "her#1"]), (["humanism", "-(", "film", ")"], ["her#1"]),
  ])
  func queriesHaveStructure(arguments: [String], expected: [String]) async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search", "--index", index.path, "--json"] + arguments)
    #expect(Set(try ids(result)) == Set(expected))
  }

  @Test func whatIsLikeADocumentIsFound() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path, "--like", "her"]
    let text = try await Command.run(search + ["humanism"])
    #expect(text.status == 0 && text.output.hasPrefix("1 result for humanism in what is like her ("))
    #expect(try ids(try await Command.run(search + ["--json"])).first == "her#1")
    #expect(try await Command.run(search + ["-humanism", "rating:>9"]).status == 1)
    let missing = try await Command.run(["search", "--index", index.path])
    #expect(missing.status == 64 && missing.errors.contains("Missing expected argument '<query> ...'"))
  }

  @Test(arguments: [
    ("date", "her"), ("-date", "her"), ("-rating,+date", "her"), ("thread-length,relevance", "her"),
    ("+thread-length", "other"),
  ])
  func resultsAreOrdered(keys: String, first: String) async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search", "--index", index.path, "--json", "*", "--sort", keys])
    #expect(try ids(result).first == first)
    let text = try await Command.run(["search", "--index", index.path, "*", "--sort", keys])
    #expect(text.output.contains("· thread of 2") == keys.contains("length"))
  }

  @Test func matchesAreCounted() async throws {
    let index = try await SmallIndex()
    let search = [
      "search", "--index", index.path, "*", "--limit", "0", "--facet", "author", "--facet", "year:1",
    ]
    let text = try await Command.run(search)
    #expect(
      text.output.hasSuffix(
        """

        author · 2 documents
          Ana  1  \(String(repeating: "█", count: 60))
          Bo   1  \(String(repeating: "█", count: 60))

        year · 1 document
          2013  1  \(String(repeating: "█", count: 60))

        """))
    let json = try await Command.run(search + ["--json"])
    let response = try JSONDecoder().decode(SearchResponse.self, from: Data(json.output.utf8))
    #expect(response.facets.map(\.name) == ["author", "year"] && !json.output.contains("█"))
  }

  @Test func threadsAreShownWithTheirComments() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path, "--by", "thread"]
    func lines(_ arguments: [String]) async throws -> [String] {
      try await Command.run(search + arguments).output.split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .map(String.init)
    }
    let both = try await lines(["humanism"])
    #expect(both[0].hasPrefix("1 thread for humanism (2 results, "))
    #expect(both[2] == "1. Her" && both[3].hasPrefix("   Ana · 2013-12-18 · rating 8.5 · review · score "))
    #expect(both[4] == "   A film about humanism and machines." && both[5] == "   her")
    #expect(both[6].hasPrefix("   › Bo · comment · score "))
    #expect(both[7] == "     Humanism without spoilers." && both[8] == "     her#1" && both[9] == "")
    let comment = try await lines(["spoilers"])
    #expect(comment[4] == "   her" && comment[5].hasPrefix("   › Bo · comment · score "))
    let none = try await lines(["humanism", "--comments", "0"])
    #expect(none[5] == "   her" && none[6] == "   › and 1 more" && none[7] == "")
    for wrong in [["--by", "author"], ["--sort", "date", "--by", "thread"], ["--comments", "3"]] {
      let result = try await Command.run(["search", "--index", index.path, "humanism"] + wrong)
      #expect(result.status == 64 && result.output.isEmpty)
    }
  }

  @Test func theCountAlone() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path, "--count"]
    let found = try await Command.run(search + ["humanism", "machines", "sort"])
    #expect(found.status == 0 && found.output == "3\n")
    let nothing = try await Command.run(search + ["zeitgeist"])
    #expect(nothing.status == 1 && nothing.output == "0\n")
  }

  @Test func everyMatchOnALine() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path, "--all-hits"]
    func ids(_ result: Command.Result) throws -> [String] {
      try result.output.split(separator: "\n").map {
        try JSONDecoder().decode(SearchHit.self, from: Data($0.utf8)).id
      }
    }
    #expect(try ids(await Command.run(search + ["*"])) == ["her", "her#1", "other"])
    #expect(
      try ids(await Command.run(search + ["*", "--sort", "+thread-length"])) == ["other", "her", "her#1"])
    let nothing = try await Command.run(search + ["zeitgeist"])
    #expect(nothing.status == 1 && nothing.output.isEmpty)
  }

  @Test func pagesFollowOneAnother() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path, "humanism machines sort", "--limit", "2"]
    let first = try await Command.run(search + ["--json"])
    let cursor = try #require(JSONDecoder().decode(SearchResponse.self, from: Data(first.output.utf8)).cursor)
    let second = try await Command.run(search + ["--cursor", cursor])
    #expect(second.status == 0 && second.output.hasPrefix("3 of 3 results for"))
    let other = try await Command.run(search + ["more", "--cursor", cursor])
    #expect(other.status == 64 && other.errors.hasPrefix("ftsd: the cursor belongs to another query"))
    let damaged = try await Command.run(search + ["--cursor", cursor + "A"])
    #expect(damaged.status == 64 && damaged.errors.hasPrefix("ftsd: the cursor is damaged"))
    _ = try await Command.run(["delete", "--index", index.path, "other"])
    let expired = try await Command.run(search + ["--cursor", cursor])
    #expect(expired.status == 75 && expired.errors.hasPrefix("ftsd: the cursor has expired"))
  }

  @Test func copiesAreFolded() async throws {
    let index = try await SmallIndex()
    let copy = index.directory.file("copy.jsonl")
    try Data(#"{"id": "copy", "text": "Nothing of the sort!"}"#.utf8).write(to: URL(fileURLWithPath: copy))
    _ = try await Command.run(["index", "--index", index.path, copy])
    let result = try await Command.run(["search", "--index", index.path, "sort", "--collapse"])
    #expect(result.output.contains(" · 1 near duplicate\n") && result.output.contains("\n1. "))
    #expect(!result.output.contains("\n2. "))
  }

  @Test func boostsAreShown() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(
      ["search", "--index", index.path, "humanism", "--boost", "rating,recency:90d", "--explain"])
    #expect(result.output.contains("   rating ") && result.output.contains("   recency:90d "))
    #expect(result.output.contains("× 1.0000\n   score "))
  }

  @Test func wordsSideBySideAreShown() async throws {
    let index = try await SmallIndex()
    let words = ["search", "--index", index.path, "film", "about", "machines", "--explain"]
    let result = try await Command.run(words)
    #expect(result.output.contains("\"film about\" (0.25 times)"))
    #expect(!result.output.contains("\"about machin\""))
    let plain = try await Command.run(words + ["--no-proximity"])
    #expect(plain.output.contains("film") && !plain.output.contains("\"film about\""))
  }

  @Test func anErrorIsShownInTheQuery() async throws {
    let index = try await SmallIndex()
    let search = ["search", "--index", index.path]
    #expect(try await Command.run(search + ["humanism", "(film"]).status == 0)
    let strict = try await Command.run(search + ["--strict-syntax", "humanism", "(film"])
    #expect(
      strict.status == 64 && strict.errors == "ftsd: '(' is not closed\n  humanism (film\n           ^\n")
  }

  @Test func whatMayHaveBeenMeantIsTold() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search", "--index", index.path, "film", "humanizm"])
    #expect(result.output.hasPrefix("1 result for film humanizm ("))
    #expect(result.output.contains("\nDid you mean: film humanism?\n\n1. Her\n"))
  }

  @Test func synonymsComeFromAFile() async throws {
    let index = try await SmallIndex()
    let file = index.directory.file("synonyms")
    try Data("# films\nmovie, film\nrobots => machines\n".utf8).write(to: URL(fileURLWithPath: file))
    let search = ["search", "--index", index.path, "--synonyms", file, "--json"]
    #expect(try ids(try await Command.run(search + ["movie"])) == ["her"])
    #expect(try ids(try await Command.run(search + ["robots"])) == ["her"])
    #expect(try await Command.run(search + ["absent"]).status == 1)
    try Data("movie, film\n\nfilm\n".utf8).write(to: URL(fileURLWithPath: file))
    let wrong = try await Command.run(search + ["movie"])
    #expect(
      wrong.status == 65
        && wrong.errors
          == "ftsd: \(file), line 3: a word by itself has no synonym; there is neither a comma nor =>\n"
    )
    let missing = try await Command.run(search.dropLast(2) + ["\(file)x", "movie"])
    #expect(missing.status != 0 && missing.errors.contains("\(file)x"))
    let both = try await Command.run(["search", "--socket", "s", "--synonyms", file, "x"])
    #expect(both.status == 64 && both.errors.contains("--synonyms and --socket exclude each other"))
  }

  @Test func aPipeGetsPlainText() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search", "--index", index.path, "machines", "--explain"])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("1 result for machines ("))
    #expect(lines[2] == "1. Her")
    #expect(lines[3].hasPrefix("   Ana · 2013-12-18 · rating 8.5 · review · score "))
    #expect(lines[4] == "   A film about humanism and machines.")
    #expect(lines[5] == "   her")
    #expect(
      lines[6].hasPrefix("   clause") && lines[7].hasPrefix("   machin ") && lines[8].hasPrefix("   sum "))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test(arguments: [
    [], ["--limit", "1001", "a"], ["--limit", "x", "a"], ["--offset", "-1", "a"], ["--limt", "3", "a"],
    ["  "],
    ["--index", "a", "--socket", "b", "c"], ["--sort", "votes", "a"], ["--boost", "x", "a"],
    ["--timeout", "0", "a"], ["--count", "--json", "a"], ["--all-hits", "--limit", "3", "a"],
    ["--all-hits", "--socket", "b", "a"],
    ["--cursor", "x", "--offset", "1", "a"],
    ["--sort", "date,", "a"],
  ])
  func wrongUseIs64(arguments: [String]) async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["search"] + arguments, environment: ["FTSD_INDEX": index.path])
    #expect(result.status == 64 && !result.errors.isEmpty && result.output.isEmpty)
  }

  @Test func withoutResultsAskedForTheTotalIsTheAnswer() async throws {
    let index = try await SmallIndex()
    let found = try await Command.run(["search", "--index", index.path, "--limit", "0", "humanism"])
    #expect(found.status == 0 && found.output.hasPrefix("2 results for humanism ("))
    let nothing = try await Command.run(["search", "--index", index.path, "--limit", "0", "absent"])
    #expect(nothing.status == 1 && nothing.output.hasPrefix("Nothing found"))
  }

  @Test func helpAndErrorsAreThoseOfTheWholeCommand() async throws {
    for arguments in [["search", "--help"], ["help", "search"]] {
      let help = try await Command.run(arguments)
      #expect(help.status == 0 && help.output.contains("USAGE: ftsd search [<options>] [<query>"))
    }
    let wrong = try await Command.run(["search", "--limt", "3", "a"])
    #expect(wrong.errors.contains("See 'ftsd search --help' for more information."))
    let version = try await Command.run(["search", "--version"])
    #expect(version.status == 0 && version.output.hasPrefix("ftsd "))
  }

  @Test func aQueryTooLongIsCalledThat() async throws {
    let result = try await Command.run(["search", String(repeating: "a", count: 9000)])
    #expect(result.status == 64 && result.errors.contains("Error: the query is longer than"))
  }

  @Test func aFileInPlaceOfAnIndexIsNotCalledMissing() async throws {
    let index = try await SmallIndex()
    let file = index.directory.file("reviews.jsonl")
    for command in [["search", "a"], ["stats"], ["index"]] {
      let result = try await Command.run(command + ["--index", file])
      #expect(result.status == 74 && result.errors == "ftsd: cannot use \(file): Not a directory\n")
    }
  }

  @Test func whatIsMissingIsNamedWithARemedy() async throws {
    let index = try await Command.run(["search", "--index", "/nonexistent/index", "a"])
    #expect(index.status == 74 && index.errors.contains("ftsd index --index /nonexistent/index"))
    let daemon = try await Command.run(["search", "--socket", "/nonexistent/socket", "a"])
    #expect(daemon.status == 69 && daemon.errors.contains("ftsd serve --socket /nonexistent/socket"))
  }

  @Test func aReaderThatLeavesEarlyIsNoError() async throws {
    let index = try await SmallIndex()
    let (process, output, errors) = try Command.start(["search", "--index", index.path, "humanism"])
    try output.fileHandleForReading.close()
    let status = await Command.status(process)
    #expect(status == 0 || process.terminationReason == .uncaughtSignal)
    #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }
}
