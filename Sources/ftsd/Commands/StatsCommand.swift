import ArgumentParser
import FTSProtocol
import FTSService

/// `ftsd stats`.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show size and content of the index.")

  @OptionGroup var location: IndexLocation

  @Flag(help: "Print the numbers as JSON.")
  var json = false

  func run() throws {
    let stats: StatsResponse
    do {
      stats = try SearchService(reader: location.openReader()).statistics()
    } catch let problem as Problem {
      throw Failure(problem)
    }
    if json {
      try StandardOutput.write(JSONWriter.encode(stats) + [UInt8(ascii: "\n")])
    } else {
      try StandardOutput.write(StatsPrinter.text(stats))
    }
  }
}
