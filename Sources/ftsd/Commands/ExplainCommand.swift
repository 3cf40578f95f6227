import ArgumentParser
import FTSClient
import FTSProtocol
import FTSService
import FoundationEssentials

/// `ftsd explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell why a query finds a document, or why not.",
    discussion: """
      Where the query finds the document: its rank among all that it finds, and how its score came about. \
      Where it does not: which parts of the query keep it out, and what the document has in their place.

        ftsd explain humanism her-spike-jonze-2013
        ftsd explain 'humanism rating:>=4 -spoiler' her-spike-jonze-2013#c2 --why-not

      Exit status 1 says that the query does not find the document, with --why-not that it does, or that there is none \
      of that id.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    help: ArgumentHelp("Ask the daemon at this socket, not the index.", valueName: "path"),
    completion: .file())
  var socket: String?

  @OptionGroup var dictionaries: DictionaryFiles

  @Flag(help: "Ask why the query does not find the document; that it does is exit status 1 then.")
  var whyNot = false

  @Flag(help: "What makes no sense in the query is an error, not a word.")
  var strictSyntax = false

  @Flag(help: "As of a search with --all: every word is required.")
  var all = false

  @Flag(help: "Print the answer as JSON, on one line.")
  var json = false

  @Argument(help: "The query, as one argument.")
  var query: String

  @Argument(help: "Id of the document.")
  var id: String

  func validate() throws {
    guard socket == nil || location.directory == nil else {
      throw ValidationError("--index and --socket exclude each other: a daemon serves one index")
    }
    try dictionaries.validate(besides: socket)
    do {
      try request.validate()
    } catch {
      throw ValidationError("the query" + error.detail.dropFirst())
    }
  }

  func run() throws {
    let response = try answer()
    if json {
      try StandardOutput.write(JSONWriter.encode(response) + [UInt8(ascii: "\n")])
    } else {
      let terminal = Terminal.current(environment: ProcessInfo.processInfo.environment)
      try StandardOutput.write(MatchPrinter.text(response, on: terminal))
    }
    if (response.rank == nil) != whyNot { throw ExitStatus.nothingFound.code }
  }

  private var request: ExplainRequest {
    var request = ExplainRequest(query: SearchArguments.query([query]), id: SearchArguments.query([id]))
    request.all = all
    request.strict = strictSyntax
    return request
  }

  private func answer() throws -> ExplainResponse {
    let request = request
    return try Asking.answer(socket: socket, query: request.query) {
      let reader = try location.openReader()
      return try SearchService(reader: reader, dictionaries: dictionaries.read(for: reader)).explain(request)
    } daemon: { client throws(ClientError) in
      try await client.explain(request)
    }
  }
}
