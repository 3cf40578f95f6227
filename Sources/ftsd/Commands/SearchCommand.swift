import ArgumentParser
import FTSClient
import FTSDocument
import FTSProtocol
import FTSQuery
import FTSService
import FoundationEssentials

/// `ftsd search`.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the index.",
    discussion: """
      Finds documents with any of the words, the best first. Quotes make a phrase, + before a word \
      or phrase requires it, - excludes it; there are AND, OR, NOT and parentheses, title: and body:, \
      is: and thread:, boosts (^2) and 2 of (a b c). After -- everything is part of the query.

        ftsd search humanism
        ftsd search '"soft science fiction"' +jonze -spoiler
        ftsd search --all love machine --kind comment --limit 3
        ftsd search 'title:her^2 (love OR "artificial intelligence") is:review'
        ftsd search --like her-spike-jonze-2013 is:review
        ftsd search humanism --json | jq -r '.hits[].id'

      Exit status 1 says that nothing was found.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    help: ArgumentHelp("Ask the daemon at this socket, not the index.", valueName: "path"),
    completion: .file())
  var socket: String?

  @OptionGroup var dictionaries: DictionaryFiles

  @Option(
    help: ArgumentHelp("Results to show, at most \(Limits.hits); 10 if it is not said.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Best results to pass over first.", valueName: "n"))
  var offset = 0

  @Flag(help: "What makes no sense in the query is an error, not a word.")
  var strictSyntax = false

  @Flag(help: "Only documents with every word.")
  var all = false

  @Option(
    help: ArgumentHelp("Only other documents like the one of this id; no query is needed.", valueName: "id"))
  var like: String?

  @Option(
    help: ArgumentHelp("Only documents of this kind, as review or comment.", valueName: "kind"),
    completion: .list([Kind.review.rawValue, Kind.comment.rawValue]))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Order by relevance, date, rating, thread-length or a number that was kept, the greatest first, with + the least.",
      valueName: "keys"),
    completion: .list(SortKey.names))
  var sort: String?

  @Option(
    help: ArgumentHelp(
      "thread: one result for each thread, its review with the best of what matches.", valueName: "thread"),
    completion: .list([Grouping.thread.rawValue]))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Of each thread, comments to show, at most \(Limits.comments); \(SearchRequest.usualComments) otherwise.",
      valueName: "n"))
  var comments: Int?

  @Option(
    help: ArgumentHelp(
      "Prefer what is new or rated well: recency:90d (h, d, w, y), rating, or both with a comma.",
      valueName: "boosts"),
    completion: .list(["rating", "recency:90d"]))
  var boost: String?

  @Flag(help: "Do not prefer documents in which words that are neighbours in the query are neighbours, too.")
  var noProximity = false

  @Flag(help: "Fold results with nearly the same text into the first of them.")
  var collapse = false

  @Option(
    help: ArgumentHelp("What follows the page that gave this cursor (see --json).", valueName: "cursor"))
  var cursor: String?

  @Flag(help: "Print all that matches, in the order of the index or of --sort, as JSON, each on a line.")
  var allHits = false

  @Flag(help: "Print how many documents match, and nothing else.")
  var count = false

  @Option(
    help: ArgumentHelp(
      "Count all matches by kind, author, tag, year, month, rating or what was kept, as author:20; may be repeated.",
      valueName: "name"),
    completion: .list(Facet.names))
  var facet: [String] = []

  @Flag(help: "Print the answer as JSON, on one line.")
  var json = false

  @Flag(help: "Score every document, without pruning: the results are the same.")
  var exhaustive = false

  @Option(
    help: ArgumentHelp(
      "Show what was found after so many milliseconds, at most \(Limits.timeoutMilliseconds).",
      valueName: "ms"))
  var timeout: Int?

  @Flag(help: "Show how each score came about.")
  var explain = false

  @Flag(help: "Do not count all that matches.")
  var noTotal = false

  @Flag(help: "Do not show a passage of each result.")
  var noSnippet = false

  @Argument(help: "Words, \"phrases\", +required and -excluded ones, fields and groups.")
  var query: [String] = []

  func validate() throws {
    guard socket == nil || location.directory == nil else {
      throw ValidationError("--index and --socket exclude each other: a daemon serves one index")
    }
    guard like != nil || !query.isEmpty else {
      throw ValidationError("Missing expected argument '<query> ...'")
    }
    guard !count || !(noTotal || json || explain || cursor != nil || !facet.isEmpty) else {
      throw ValidationError(
        "--count prints a number: it excludes --no-total, --json, --explain, --cursor and --facet")
    }
    guard
      !allHits
        || !(count || noTotal || collapse || by != nil || limit != nil || offset > 0 || cursor != nil
          || !facet.isEmpty)
    else {
      throw ValidationError(
        "--all-hits prints all results: it excludes --limit, --offset, --cursor, --count, --no-total, --collapse, --by and --facet"
      )
    }
    guard !allHits || socket == nil else {
      throw ValidationError("--all-hits reads the index; of a daemon ask page by page with --cursor")
    }
    try dictionaries.validate(besides: socket)
    do {
      try request().validate()
    } catch {
      // The query is the only parameter that is no option.
      throw ValidationError(
        error.detail.hasPrefix("q ")
          ? "the query" + error.detail.dropFirst()
          : "--" + error.detail.replacing("timeout_ms", with: "timeout"))
    }
  }

  func run() throws {
    if allHits { return try printAll() }
    let response = try answer()
    if count {
      guard response.total != nil else {
        throw Failure(.tryAgain, "the time was up before all was counted")
      }
      try StandardOutput.write("\(response.total ?? 0)\n")
    } else if json {
      try StandardOutput.write(response.json() + [UInt8(ascii: "\n")])
    } else {
      let terminal = Terminal.current(environment: ProcessInfo.processInfo.environment)
      try StandardOutput.write(
        SearchPrinter(terminal: terminal).text(response, all: all, sort: try request().sort))
    }
    if response.hits.isEmpty, limit != 0 && !count || response.total == 0 {
      throw ExitStatus.nothingFound.code
    }
  }

  /// Prints hits as they are found, in pieces of some size.
  private func printAll() throws {
    let output = PieceWriter()
    let request = try request()
    do {
      try openService().forEachHit(request) { output.write($0) }
    } catch let problem as Problem {
      try output.finish()
      throw Failure(problem, in: request.query)
    }
    try output.finish()
    if output.isEmpty { throw ExitStatus.nothingFound.code }
  }

  private func openService() throws -> SearchService {
    let reader = try location.openReader()
    return SearchService(reader: reader, dictionaries: try dictionaries.read(for: reader))
  }

  /// - Throws: `invalidParameter`.
  private func request() throws(Problem) -> SearchRequest {
    var request = SearchRequest(query: SearchArguments.query(query))
    if let limit { request.limit = limit }
    if count { request.limit = 0 }
    request.offset = offset
    request.all = all
    request.strict = strictSyntax
    request.like = like
    request.kind = kind
    // A space was put before a sign, see SearchArguments.
    if let sort { request.sort = try SearchRequest.sortKeys(String(sort.drop { $0 == " " })) }
    if let by { request.by = try SearchRequest.grouping(by) }
    request.comments = comments
    if let boost { request.boosts = try SearchRequest.boosts(boost) }
    request.proximity = !noProximity
    request.collapse = collapse
    request.cursor = cursor
    for facet in facet { request.facets += try SearchRequest.facets(facet) }
    request.explain = explain
    request.snippet = !noSnippet
    request.total = !noTotal
    request.exhaustive = exhaustive
    request.timeout = timeout
    return request
  }

  private func answer() throws -> SearchResponse {
    let request = try request()
    return try Asking.answer(socket: socket, query: request.query) {
      try openService().search(request)
    } daemon: { client throws(ClientError) in
      try await client.search(request)
    }
  }
}
