import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

@Suite struct OtherCommandTests {
  /// The first file opened would get the number of the standard output, and what is printed.
  @Test func aClosedStandardOutputIsNotTheIndex() async throws {
    let index = try await SmallIndex()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let run = "\"$0\" index --index \"$1\" \"$2\" >&- 2>/dev/null"
    process.arguments = ["-c", run, Command.path, index.path, index.directory.file("reviews.jsonl")]
    try process.run()
    #expect(await Command.status(process) == 74)
    #expect(try await Command.run(["search", "--index", index.path, "humanism"]).status == 0)
  }

  @Test func getShowsADocument() async throws {
    let index = try await SmallIndex()
    let json = try await Command.run(["get", "--json", "--index", index.path, "her"])
    #expect(
      json.output
        == #"{"id":"her","kind":"review","title":"Her","author":"Ana","date":"2013-12-18","rating":8.5,"#
        + #""thread":"her","body":"A film about humanism and machines."}"# + "\n")
    let text = try await Command.run(["get", "--index", index.path, "her"])
    #expect(text.output.hasPrefix("Her\nid: her\nkind: review\nauthor: Ana\n"))
    #expect(text.output.hasSuffix("\n\nA film about humanism and machines.\n"))
    let unknown = try await Command.run(["get", "--index", index.path, "nobody"])
    #expect(unknown.status == 1 && unknown.errors == "ftsd: no document has the id 'nobody'\n")
  }

  @Test func deleteDeletesWhatIsThereAndNamesWhatIsNot() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["delete", "--index", index.path, "her", "nobody"])
    #expect(result.status == 1 && result.errors == "ftsd: not in the index: 'nobody'\n")
    #expect(try await Command.run(["get", "--index", index.path, "her"]).status == 1)
    #expect(try await Command.run(["get", "--index", index.path, "her#1"]).status == 0)
    let missing = try await Command.run(["delete", "--index", index.directory.file("none"), "her"])
    #expect(missing.status == 74)
    #expect(!FileManager.default.fileExists(atPath: index.directory.file("none")))
  }

  @Test func statsCounts() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["stats", "--json", "--index", index.path])
    let stats = try JSONDecoder().decode(StatsResponse.self, from: Data(result.output.utf8))
    #expect(
      stats.documents == 3 && stats.threads == 2 && stats.analyzer == "english" && stats.generation == 1)
    #expect(stats.kinds == Tally([("review", 2), ("comment", 1)]))
    #expect(try await Command.run(["stats", "--index", index.path]).output.hasPrefix("documents "))
  }

  @Test func analyzeShowsTermsAndOffsets() async throws {
    let json = try await Command.run(["analyze", "--json", "--analyzer", "simple", "The Films"])
    #expect(
      json.output == #"[{"term":"the","position":0,"start":0,"end":3},"#
        + #"{"term":"films","position":1,"start":4,"end":9}]"# + "\n")
    let lines = try await Command.run(["analyze", "--json"], input: "Ünder one\n\n!!!\ntwo")
    #expect(lines.output.split(separator: "\n").count == 4)
    #expect(lines.output.contains(#""start":0,"end":6"#))
    #expect(try await Command.run(["analyze", "--analyzer", "klingon", "x"]).status == 64)
  }

  @Test func analyzeTellsWhichOfSeveralLanguagesATextIsTakenFor() async throws {
    let arguments = ["analyze", "--analyzer", "english+german"]
    let lines = try await Command.run(arguments, input: "Die Häuser am Meer\nThe houses by the sea\n2014\n")
    #expect(lines.output == "german: die haus am meer\nenglish: the hous by the sea\nenglish: 2014\n")
    let told = try await Command.run(arguments + ["--language", "de-AT", "houses"])
    #expect(told.output == "german: hous\n")
    let json = try await Command.run(arguments + ["--json", "Die Häuser"])
    #expect(
      json.output.hasSuffix(#"{"term":"haus","position":1,"start":4,"end":11,"language":"german"}]"# + "\n"))
    #expect(try await Command.run(arguments + ["--language", "fr", "x"]).status == 64)
    #expect(try await Command.run(["analyze", "--analyzer", "english+simple", "x"]).status == 64)
  }

  @Test func evalMeasuresAndWritesARun() async throws {
    let index = try await SmallIndex()
    let (queries, qrels, run) = (
      index.directory.file("queries"), index.directory.file("qrels"), index.directory.file("run")
    )
    try Data("1:machines\n2:nothing +(\"sort\n3:unjudged\n".utf8).write(to: URL(fileURLWithPath: queries))
    try Data("1 0 her 1\n2 0 other 2\n".utf8).write(to: URL(fileURLWithPath: qrels))
    let arguments = ["eval", "--index", index.path, "--queries", queries, "--qrels", qrels]
    let result = try await Command.run(arguments + ["--run", run, "--json"])
    #expect(
      result.output
        == #"{"ndcg_10":1,"map":1,"p_10":0.1,"recall_100":1,"recall_1000":1,"queries":2}"# + "\n")
    let lines = try String(contentsOfFile: run, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("1 Q0 her 1 ") && lines[1].hasPrefix("2 Q0 other 1 "))
    #expect(try await Command.run(arguments).output.contains("nDCG@10"))
    let weighed = try await Command.run(arguments + ["--proximity=-1"])
    #expect(weighed.status == 64 && weighed.errors.contains("neighbouring words is at least 0, not -1"))
    try Data("1 her\n".utf8).write(to: URL(fileURLWithPath: qrels))
    let bad = try await Command.run(arguments)
    #expect(bad.status == 65 && bad.errors.contains("\(qrels):1: "))
    let missing = try await Command.run(
      ["eval", "--index", index.path, "--queries", "/nonexistent", "--qrels", qrels])
    #expect(missing.status == 65 && missing.errors.contains("/nonexistent: No such file"))
  }

  @Test func helpAndVersionSucceed() async throws {
    let version = try await Command.run(["--version"]).output
    #expect(version.hasPrefix("ftsd \(Release.version)\n") && version.contains("\nindex format "))
    for command in [
      "index", "search", "serve", "get", "delete", "compact", "stats", "analyze", "eval", "export",
    ] {
      let help = try await Command.run([command, "--help"])
      #expect(help.status == 0 && help.output.contains("USAGE: ftsd \(command)"))
    }
    #expect(try await Command.run(["search", "-h"]).status == 0)
  }
}
