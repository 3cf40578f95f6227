import ArgumentParser
import FTSProtocol
import FTSService
import FoundationEssentials

/// `ftsd get`.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Show one document.",
    discussion: """
        ftsd get her-spike-jonze-2013
        ftsd get her-spike-jonze-2013 --json | jq -r .body
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Print the document as JSON.")
  var json = false

  @Argument(help: "Id of the document.")
  var id: String

  func run() throws {
    let document: DocumentResponse
    do {
      document = try SearchService(reader: location.openReader()).document(id: id)
    } catch let problem as Problem {
      throw Failure(problem)
    }
    if json {
      try StandardOutput.write(JSONWriter.encode(document) + [UInt8(ascii: "\n")])
    } else {
      let terminal = Terminal.current(environment: ProcessInfo.processInfo.environment)
      try StandardOutput.write(DocumentPrinter.text(document, on: terminal))
    }
  }
}
