import ArgumentParser
import FTSCore
import FTSProtocol
import FTSService

/// `ftsd check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify that the index is what was written.",
    discussion: """
      Compares all of the index with its checksums, derives again what is derived from documents \
      and compares it, and searches for documents by their words: for a thousand of each segment, \
      or with --all for each. Searches and writing go on meanwhile. Nothing is changed.

        ftsd check
        ftsd check --all --json

      Exit status 0 says that all is well, 74 that something is damaged; what is, and what to do, \
      is told.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Analyse every document again and search for it, not a sample.")
  var all = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  @Flag(help: ArgumentHelp("Be the process that reads the index, and tell another.", visibility: .private))
  var worker = false

  func run() throws {
    let path = try location.path()
    if worker { return try CheckWorker(path: path, checksAll: all).run() }
    let progress = ProgressLine(isShown: !json && StandardError.isTerminal)
    defer { progress.clear() }
    let response = try CheckProcess(path: path, checksAll: all).run { progress.show(CheckPrinter.text($0)) }
    progress.clear()
    if json {
      try StandardOutput.write(JSONWriter.encode(response) + [UInt8(ascii: "\n")])
    } else {
      try StandardOutput.write(CheckPrinter.text(response, path: path))
    }
    if !response.sound { throw ExitStatus.inputOutput.code }
  }
}
