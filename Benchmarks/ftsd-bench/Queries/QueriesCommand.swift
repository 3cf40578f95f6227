import ArgumentParser
import FTSCore
import FTSDocument
import FTSQuery
import FoundationEssentials

/// `ftsd-bench queries`: the time of each query of a file, one after the other on one thread.
struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries", abstract: "Time the queries of a file.",
    discussion: """
      One thread, in process; the first pass warms up and is not timed. What is timed goes from the \
      query's words to the numbers and scores of the best documents, or in mode count to their total; \
      documents are not fetched. \
      What is counted is counted in one more pass, which is not timed.
      """)

  @Option(help: ArgumentHelp("The index to search.", valueName: "dir"))
  var index: String

  @Option(help: ArgumentHelp("Words separated by spaces, one query per line.", valueName: "file"))
  var queries: String

  @Option(help: "What to make of the words: union, intersection, phrase, near, count, mixed.")
  var mode: QueryMode

  @Option(help: "Documents to find per query.")
  var k = 10

  @Option(help: "Passes over the queries, the first of them not timed.")
  var passes = 4

  @Flag(help: "Score every document that matches.")
  var exhaustive = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Write what was found: query, tab, id, tab, score.", valueName: "file"))
  var dump: String?

  func validate() throws {
    guard k >= 1 else { throw ValidationError("--k must be at least 1") }
    guard passes >= 2 else { throw ValidationError("--passes must be at least 2") }
  }

  func run() throws {
    let lines = try InputFile.text(queries).split(whereSeparator: \.isNewline)
      .map(String.init).filter { $0.contains { $0 != " " } }
    guard !lines.isEmpty else { throw ValidationError("no query in \(queries)") }
    let reader = try IndexReader(path: index)
    let parsed = lines.enumerated().map { mode.query(of: $1, at: $0) }
    let options = mode.options(limit: k, isExhaustive: exhaustive)

    var found = ""
    for (line, query) in zip(lines, parsed) {
      if dump == nil {
        _ = try reader.rank(query, options: options)
      } else {
        found += rows(of: try reader.search(query, options: options), for: line)
      }
    }
    if let dump { try found.write(toFile: dump, atomically: true, encoding: .utf8) }
    let times = try (1..<passes).map { _ in
      try parsed.map { try microseconds(of: $0, in: reader, options) }
    }
    let report = QueriesReport(
      mode: mode, k: k, queries: lines.count, timings: Timings(passes: times),
      counts: try QueryCounts(of: parsed, in: reader, options: options))
    print(json ? try JSONText.line(report) : report.text)
  }

  private func microseconds(
    of query: Query, in reader: IndexReader, _ options: SearchOptions
  ) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let results = try reader.rank(query, options: options)
    let duration = start.duration(to: clock.now)
    // The results live past the second reading of the clock: freeing them is not the search.
    withExtendedLifetime(results) {}
    return duration / .microseconds(1)
  }

  /// What a dump says of one query: a row per document, and one without id for the total.
  private func rows(of results: SearchResults, for line: String) -> String {
    var rows = results.total.map { "\(line)\t\t\($0)\n" } ?? ""
    for hit in results.hits { rows += "\(line)\t\(hit.document.id)\t\(hit.score)\n" }
    return rows
  }
}
