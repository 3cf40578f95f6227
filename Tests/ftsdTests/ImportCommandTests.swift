import FTSTestSupport
import Foundation
import Testing

@Suite struct ImportCommandTests {
  private static func hits(_ query: String, in index: String) async throws -> [String] {
    let result = try await Command.run(["search", "--json", "--index", index, query])
    let object = try JSONTree(result.output)
    return (object["hits"]?.elements ?? []).map { "\($0["id"]?.text ?? "") \($0["score"]?.number ?? 0)" }
  }

  @Test func whatIsExportedIsImportedWithTheSameScores() async throws {
    let index = try await SmallIndex()
    let (file, copy) = (index.directory.file("index.ciff"), index.directory.file("copy"))
    let export = try await Command.run([
      "export", "--format", "ciff", "--index", index.path, "--output", file,
    ])
    #expect(export.status == 0 && export.errors.isEmpty)
    #expect(
      export.output
        == "Exported 3 documents\nTo rank them as here: ftsd import ciff --k1 1.2 --b 0.75 \(file)\n")
    let imported = try await Command.run(["import", "ciff", "--index", copy, file])
    #expect(imported.status == 0 && imported.errors.isEmpty)
    #expect(imported.output.hasPrefix("Imported 3 documents with 16 terms and 17 postings in "))
    let expected = try await Self.hits("humanism machines", in: index.path)
    #expect(expected.count == 2)
    #expect(try await Self.hits("human machin", in: copy) == expected)
    let check = try await Command.run(["check", "--all", "--index", copy])
    #expect(check.status == 0, "\(check.output)")
    let stats = try await Command.run(["stats", "--json", "--index", copy])
    #expect(stats.output.contains(#""analyzer":"whitespace""#))
    // Again, into what is there already.
    #expect(try await Command.run(["import", "ciff", "--quiet", "--index", copy, file]).output.isEmpty)
    #expect(
      try await Self.hits("human machin", in: copy).map { $0.split(separator: " ")[0] } == ["her", "her#1"])
    // Standard output is the same file, here as a text, in which bytes that are none are longer.
    let printed = try await Command.run(["export", "--format", "ciff", "--index", index.path])
    let size = try Data(contentsOf: URL(fileURLWithPath: file)).count
    #expect(printed.status == 0 && printed.output.utf8.count >= size)
  }

  @Test func aBadFileLeavesEverythingAsItIs() async throws {
    let index = try await SmallIndex()
    let (file, copy) = (index.directory.file("index.ciff"), index.directory.file("copy"))
    let export = ["export", "--format", "ciff", "--index", index.path, "--output", file]
    #expect(try await Command.run(export).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    try whole.dropLast(3).write(to: URL(fileURLWithPath: file))
    let cut = try await Command.run(["import", "ciff", "--index", copy, file])
    #expect(cut.status == 65 && cut.output.isEmpty)
    #expect(cut.errors.hasPrefix("ftsd: \(file): message 20 at byte "))
    #expect(
      cut.errors.hasSuffix(
        ", the record of a document: the file ends within it; with it 1 were to come; nothing was imported\n")
    )
    #expect(!FileManager.default.fileExists(atPath: copy))

    try whole.write(to: URL(fileURLWithPath: file))
    #expect(try await Command.run(["import", "ciff", "--index", copy, file]).status == 0)
    let before = try await Command.run(["export", "--index", copy]).output
    // The same id twice is noticed when documents are made, some of which the writer has by then.
    let same = NaiveCommonIndex(
      lists: [.init("a", [0: 1, 1: 1])], documents: [.init("her", length: 1), .init("her", length: 1)])
    try Data(same.bytes).write(to: URL(fileURLWithPath: file))
    let twice = try await Command.run(["import", "ciff", "--index", copy, file])
    #expect(twice.status == 65 && twice.errors.contains("another document has the id 'her'"))
    #expect(try await Command.run(["export", "--index", copy]).output == before)
  }

  @Test func whatCannotBeIsAnError() async throws {
    let index = try await SmallIndex()
    let file = index.directory.file("index.ciff")
    try Data(NaiveCommonIndex(lists: [], documents: []).bytes).write(to: URL(fileURLWithPath: file))
    let english = try await Command.run(["import", "ciff", "--index", index.path, file])
    #expect(english.status == 64 && english.errors.contains("created with analyzer english, not whitespace"))
    #expect(try await Command.run(["import", "lucene", file]).status == 64)
    #expect(try await Command.run(["import", "ciff", "--memory", "0", file]).status == 64)
    #expect(try await Command.run(["export", "--format", "ciff", "--query", "x"]).status == 64)
    let missing = try await Command.run(["import", "ciff", "--index", index.path, file + ".gz"])
    #expect(missing.status == 65 && missing.errors.contains("cannot be opened"))
    let pipe = try await Command.run(["import", "ciff", "--index", index.path, "-"])
    #expect(
      pipe.status == 65 && pipe.errors == "ftsd: -: no file; it is read several times; nothing was imported\n"
    )
  }
}
