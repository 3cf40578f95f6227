import FTSTestSupport
import Foundation
import Testing

@Suite struct ExportCommandTests {
  private static let her =
    #"{"id":"her","kind":"review","title":"Her","author":"Ana","date":"2013-12-18","rating":8.5,"#
    + #""thread":"her","body":"A film about humanism and machines."}"#

  @Test func whatIsPrintedIsIndexedAsTheSame() async throws {
    let index = try await SmallIndex()
    let export = try await Command.run(["export", "--index", index.path])
    #expect(export.status == 0 && export.errors.isEmpty && export.output.hasPrefix(Self.her + "\n"))
    #expect(export.output == (try await Command.run(["export", "--index", index.path])).output)
    let copy = index.directory.file("copy")
    let indexed = try await Command.run(["index", "--strict", "--index", copy, "-"], input: export.output)
    #expect(indexed.status == 0 && indexed.errors.isEmpty)
    #expect(try await Command.run(["export", "--index", copy]).output == export.output)
    let get = try await Command.run(["get", "--json", "--index", index.path, "her"])
    #expect(get.output == Self.her + "\n")
  }

  @Test func aFileIsReplacedOnceAllIsWritten() async throws {
    let index = try await SmallIndex()
    let file = index.directory.file("out.jsonl")
    let export = ["export", "--index", index.path, "--output", file]
    try Data("old".utf8).write(to: URL(fileURLWithPath: file))
    let nothing = try await Command.run(export + ["--query", "zeitgeist"])
    #expect(nothing.status == 1 && nothing.errors == "ftsd: nothing matches the query\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
    let some = try await Command.run(export + ["--query", "is:review humanism"])
    #expect(
      some.output
        == "Exported 1 document\nTo index them as here: ftsd index --analyzer english --k1 1.2 --b 0.75 --title-weight 3.0 \(file)\n"
    )
    #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.her + "\n")
    #expect(!FileManager.default.fileExists(atPath: file + ".part"))
    let special = try await Command.run([
      "export", "--quiet", "--index", index.path, "--output", "/dev/stdout",
    ])
    #expect(special.output.hasPrefix(Self.her + "\n") && special.output.split(separator: "\n").count == 3)
    let missing = try await Command.run(["export", "--index", index.path, "--output", "/nonexistent/x"])
    #expect(missing.status == 73)
    #expect(missing.errors == "ftsd: cannot write /nonexistent/x: No such file or directory\n")
  }

  @Test func aQueryIsReadStrictly() async throws {
    let index = try await SmallIndex()
    let result = try await Command.run(["export", "--index", index.path, "--query", "humanism (film"])
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors == "ftsd: '(' is not closed\n  humanism (film\n           ^\n")
  }

  @Test func bulkHasALineBeforeEachDocument() async throws {
    let index = try await SmallIndex()
    let bulk = try await Command.run(["export", "--index", index.path, "--format", "bulk"])
    let lines = bulk.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 6 && lines[0] == #"{"index":{"_id":"her"}}"# && lines[1] == Self.her)
    let mapping = try await Command.run(["export", "--index", index.path, "--mapping"])
    let object = try JSONSerialization.jsonObject(with: Data(mapping.output.utf8)) as? [String: Any]
    #expect(Set(try #require(object).keys) == ["settings", "mappings"])
    #expect(try await Command.run(["export", "--mapping", "--query", "x"]).status == 64)
    #expect(try await Command.run(["export", "--format", "xml"]).status == 64)
  }
}
