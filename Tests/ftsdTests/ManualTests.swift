import FTSTestSupport
import Foundation
import Testing

/// What `make install` generates of the commands' help: manual pages and completions.
@Suite struct ManualTests {
  private static let mandoc = "/usr/bin/mandoc"
  private static let bash = "/bin/bash"

  private func pages() async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let result = try await Command.run(["generate-manual", "--date", "1767225600", directory.path])
    #expect(result.status == 0 && result.errors.isEmpty)
    return directory
  }

  private func text(_ name: String, in directory: TemporaryDirectory) throws -> String {
    try String(contentsOfFile: directory.file(name), encoding: .utf8)
  }

  private func output(_ program: String, _ arguments: [String]) async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    _ = await Command.status(process)
    return text
  }

  @Test func thereIsAPageForEachCommandThatHelpNames() async throws {
    let directory = try await pages()
    let help = try await Command.run(["--help"]).output
    let commands = try #require(help.split(separator: "SUBCOMMANDS:").last).split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(commands.contains("search") && commands.contains("export"))
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(Set(files) == Set(["ftsd.1"] + commands.map { "ftsd-\($0).1" }))
    let root = try text("ftsd.1", in: directory)
    for command in commands {
      #expect(root.contains(".Xr ftsd\\-\(command.replacing("-", with: "\\-")) 1"))
    }
  }

  @Test func aPageKeepsExamplesAndNamesOptionsAndStatus() async throws {
    let page = try text("ftsd-search.1", in: try await pages())
    #expect(page.hasPrefix(".Dd January 1, 2026\n.Dt FTSD-SEARCH 1\n"))
    #expect(page.contains(".Nd search the index\n"))
    #expect(
      page.contains(
        "\nftsd search humanism\nftsd search \\(aq\\(dqsoft science fiction\\(dq\\(aq +jonze \\-spoiler\n"))
    #expect(page.contains("\n.It Fl Fl limit Ar \\&n\n"))
    #expect(page.contains("\n.Sh EXIT STATUS\nExit status 1 says that nothing was found.\n"))
    #expect(!page.contains("Fl Fl version"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: mandoc), "mandoc is not installed"))
  func pagesAreFaultless() async throws {
    let directory = try await pages()
    for file in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
      #expect(try await output(Self.mandoc, ["-Tlint", "-Wwarning", directory.file(file)]) == "")
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: bash), "bash is not installed"),
    arguments: [
      (["ftsd", "se"], ["search", "serve"]), (["ftsd", "gen"], []),
      (["ftsd", "search", "--so"], ["--socket", "--sort"]),
      (["ftsd", "search", "--sort", "rat"], ["rating"]), (["ftsd", "search", "--by", ""], ["thread"]),
      (["ftsd", "search", "--kind", ""], ["review", "comment"]),
      (["ftsd", "index", "--format", "m"], ["markdown", "mbox"]),
      (["ftsd", "rebuild", "--analyzer", "fr"], ["french"]),
      (["ftsd", "serve", "--log-level", "w"], ["warning"]),
      (["ftsd", "export", "--format", ""], ["jsonl", "bulk", "ciff"]),
      (["ftsd", "import", ""], ["ciff"]),
      (["ftsd", "stats", "--index", "/et"], ["/etc"]),
      (["ftsd", "index", "/etc/os-rel"], ["/etc/os-release"]),
    ])
  func bashCompletes(words: [String], expected: [String]) async throws {
    let directory = try TemporaryDirectory()
    let script = directory.file("ftsd.bash")
    let generated = try await Command.run(["--generate-completion-script", "bash"]).output
    try Data(generated.utf8).write(to: URL(fileURLWithPath: script))
    let complete = """
      source "$0"
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      _ftsd "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let completions = try await output(Self.bash, ["-c", complete, script] + words).split(separator: "\n")
      .map(String.init)
    #expect(completions == expected)
  }
}
