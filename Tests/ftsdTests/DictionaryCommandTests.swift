import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

/// Files of words: those that an index does not stem, and those that queries do without.
@Suite struct DictionaryCommandTests {
  private func write(_ text: String, _ directory: TemporaryDirectory, _ name: String = "words") throws
    -> String
  {
    let path = directory.file(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("an index is made with protected words, tells them, and takes no others") func protectedWords()
    async throws
  {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let words = try write("# ours\r\nMachines\r\nThing\r\n", directory)
    let index = ["index", "--quiet", "--index", path, "-"]
    func search(_ query: String) async throws -> Int32 {
      try await Command.run(["search", "--index", path, query]).status
    }
    #expect(
      try await Command.run(index + ["--protected-words", words], input: SmallIndex.source).status == 0)
    #expect(try await search("machines") == 0)
    #expect(try await search("machine") == 1)
    #expect(
      try await Command.run(index + ["--protected-words", words], input: SmallIndex.source).status == 0)
    #expect(try await Command.run(index, input: SmallIndex.source).status == 0)
    let others = try write("Machine\n", directory, "others")
    let refused = try await Command.run(index + ["--protected-words", others], input: SmallIndex.source)
    #expect(
      refused.status == 64
        && refused.errors.contains("created with the protected words machines, thing, not machine; leave"))
    let stats = try await Command.run(["stats", "--index", path])
    #expect(stats.output.contains("\nprotected words ") && stats.output.contains(" 2\n"))
    let json = try await Command.run(["stats", "--json", "--index", path])
    let answer = try JSONDecoder().decode(StatsResponse.self, from: Data(json.output.utf8))
    #expect(answer.protectedWords == ["Machines", "Thing"])
    let export = try await Command.run(["export", "--index", path, "--output", directory.file("e")])
    #expect(export.output.contains("--analyzer english --protected-words FILE --k1"))
    #expect(
      export.output.hasSuffix("FILE has the protected words that ftsd stats --json tells, one to a line\n"))
  }

  @Test("an index is made anew with other protected words, and without any") func rebuilding() async throws {
    let index = try await SmallIndex()
    let rebuild = ["rebuild", "--quiet", "--index", index.path, "--protected-words"]
    let words = try write("Machines", index.directory)
    #expect(try await Command.run(rebuild + [words]).status == 0)
    let search = ["search", "--index", index.path, "machine"]
    #expect(try await Command.run(search).status == 1)
    #expect(try await Command.run(rebuild.dropLast()).status == 0)
    #expect(try await Command.run(search).status == 1)
    #expect(try await Command.run(rebuild + ["/dev/null"]).status == 0)
    #expect(try await Command.run(search).status == 0)
    let json = try await Command.run(["stats", "--json", "--index", index.path])
    #expect(!json.output.contains("protected_words"))
  }

  @Test("analyze shows what protected words make of a text") func analyzing() async throws {
    let directory = try TemporaryDirectory()
    let words = try write("Being\n", directory)
    let analyze = ["analyze", "--protected-words", words]
    #expect(try await Command.run(analyze + ["BEING beings"]).output == "being be\n")
    let both = try await Command.run(
      analyze + ["--analyzer", "english+german", "--language", "de", "Beings being"])
    #expect(both.output == "german: being being\n")
    let simple = try await Command.run(analyze + ["--analyzer", "simple", "being"])
    #expect(
      simple.status == 64
        && simple.errors.contains("the analyzer simple stems no words, so that none are to be protected"))
  }

  @Test(
    "what is wrong with a file is told with its name and the line",
    arguments: [
      ("Ray\n\nnew york\n", "line 3: 'new york' is 2 words to the analyzer english; a line has one"),
      ("# x\n?!\n", "line 2: the analyzer english finds no word in '?!'"),
      (String(repeating: "a", count: 256), "line 1: a word has at most 255 bytes"),
    ])
  func errors(text: String, error: String) async throws {
    let index = try await SmallIndex()
    let words = try write(text, index.directory)
    let new = index.directory.file("new")
    for command in [
      ["index", "--index", new, "--protected-words", words, index.directory.file("reviews.jsonl")],
      ["rebuild", "--index", index.path, "--protected-words", words],
      ["analyze", "--protected-words", words, "x"],
      ["search", "--index", index.path, "--stop-words", words, "x"],
      ["serve", "--check", "--index", index.path, "--stop-words", words],
    ] {
      let result = try await Command.run(command)
      #expect(
        result.status == 65 && result.errors == "ftsd: \(words), \(error)\n", "\(command[0]): \(result)")
    }
    #expect(!FileManager.default.fileExists(atPath: new))
  }

  @Test("a file that is not there or not UTF-8 is named") func unreadableFiles() async throws {
    let index = try await SmallIndex()
    let path = index.directory.file("words")
    let search = ["search", "--index", index.path, "--stop-words", path, "x"]
    #expect(try await Command.run(search).errors == "ftsd: cannot read \(path): No such file or directory\n")
    try Data([UInt8(ascii: "a"), 0x0A, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: path))
    let result = try await Command.run(search)
    #expect(result.status == 65 && result.errors == "ftsd: \(path), line 2: not UTF-8\n")
  }

  @Test("stop words are left out of searches, counts, streams and explanations") func stopWords() async throws
  {
    let index = try await SmallIndex()
    let words = try write("of\nthe\n", index.directory)
    let search = ["search", "--index", index.path, "machines of the", "--count"]
    #expect(try await Command.run(search).output == "2\n")
    #expect(try await Command.run(search + ["--stop-words", words]).output == "1\n")
    let all = try await Command.run([
      "search", "--index", index.path, "--stop-words", words, "--all-hits", "the machines",
    ])
    #expect(all.output.split(separator: "\n").count == 1)
    let explain = ["explain", "--index", index.path, "--stop-words", words, "machines of the"]
    let found = try await Command.run(explain + ["her"])
    #expect(found.output.hasPrefix("her: number 1 of 1 result for machines of the\n\nclause"))
    #expect(found.output.hasSuffix("\nof: left out as a stop word\nthe: left out as a stop word\n"))
    let absent = try await Command.run(explain + ["other", "--why-not"])
    #expect(
      absent.status == 0
        && absent.output == """
          other: not found, 1 result for machines of the

          machines: does not occur in it
          of: left out as a stop word
          the: left out as a stop word

          """
    )
    let json = try await Command.run(explain + ["her", "--json"])
    let response = try JSONDecoder().decode(ExplainResponse.self, from: Data(json.output.utf8))
    #expect(response.stopWords == ["of", "the"])
    let both = try await Command.run(["search", "--socket", "s", "--stop-words", words, "x"])
    #expect(both.status == 64 && both.errors.contains("--stop-words and --socket exclude each other"))
  }

  @Test("rankings are measured with the dictionaries of searches") func evaluating() async throws {
    let index = try await SmallIndex()
    let (queries, qrels) = (
      try write("1:nothing about robots\n", index.directory, "queries"),
      try write("1 0 her 1\n", index.directory, "qrels")
    )
    let eval = ["eval", "--json", "--index", index.path, "--queries", queries, "--qrels", qrels]
    #expect(
      try await Command.run(eval + ["--stop-words", try write("nothing", index.directory)]).output.contains(
        "\"map\":1"))
    let synonyms = try write("robots => machines", index.directory, "synonyms")
    #expect(try await Command.run(eval + ["--synonyms", synonyms]).output.contains("\"map\":1"))
    #expect(try await Command.run(eval).output.contains("\"map\":0.5"))
  }
}
