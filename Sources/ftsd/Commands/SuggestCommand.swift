import ArgumentParser
import FTSClient
import FTSProtocol
import FTSService

/// `ftsd suggest`.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Complete a word as it is typed.",
    discussion: """
      Completes the last word by the words of the index that begin like it, the most frequent first. \
      What stands before it is kept.

        ftsd suggest medit
        ftsd suggest soft mach --limit 3
        ftsd suggest medit --json | jq -r '.suggestions[].text'

      Exit status 1 says that no word begins so.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    help: ArgumentHelp("Ask the daemon at this socket, not the index.", valueName: "path"),
    completion: .file())
  var socket: String?

  @Option(help: ArgumentHelp("Words to show, at most \(Limits.suggestions).", valueName: "n"))
  var limit = 10

  @Flag(help: "Print the answer as JSON, on one line.")
  var json = false

  @Argument(help: "What was typed so far.")
  var text: [String]

  func validate() throws {
    guard socket == nil || location.directory == nil else {
      throw ValidationError("--index and --socket exclude each other: a daemon serves one index")
    }
    do { try request.validate() } catch {
      throw ValidationError(
        error.detail.hasPrefix("q ") ? "the text" + error.detail.dropFirst() : "--" + error.detail)
    }
  }

  func run() throws {
    let response = try answer()
    if json {
      try StandardOutput.write(JSONWriter.encode(response) + [UInt8(ascii: "\n")])
    } else {
      try StandardOutput.write(
        response.suggestions.reduce(into: "") { $0 += DisplayText.oneLine($1.text) + "\n" })
    }
    if response.suggestions.isEmpty { throw ExitStatus.nothingFound.code }
  }

  private var request: SuggestRequest {
    var request = SuggestRequest(query: text.joined(separator: " "))
    request.limit = limit
    return request
  }

  private func answer() throws -> SuggestResponse {
    let request = request
    return try Asking.answer(socket: socket, query: request.query) {
      try SearchService(reader: location.openReader()).suggest(request)
    } daemon: { client throws(ClientError) in
      try await client.suggest(request)
    }
  }
}
