import ArgumentParser
import FTSProtocol
import FoundationEssentials

/// `ftsd generate-manual`, for `make install` and packages. swift-argument-parser brings a generator, but its pages run the
/// lines of examples together and lose every character that is not ASCII.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-manual",
    abstract: "Write manual pages of all commands.",
    shouldDisplay: false)

  @Option(
    help: ArgumentHelp(
      "Date of the pages, in seconds since 1970-01-01T00:00:00Z; otherwise now.", valueName: "seconds"))
  var date: Double?

  @Argument(help: "Directory of the pages.", completion: .directory)
  var directory: String

  func run() throws {
    let help = try JSONDecoder().decode(HelpDump.self, from: Data(FTSD._dumpHelp().utf8))
    let manual = Manual(
      root: help.command, release: "ftsd " + Release.version,
      date: date.map { Date(timeIntervalSince1970: $0) } ?? Date())
    for (file, text) in manual.pages { try Files.write(Array(text.utf8), to: "\(directory)/\(file)") }
  }
}
