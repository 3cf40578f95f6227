import ArgumentParser
import FTSCore
import FTSQuery
import FTSWording

/// `ftsd-bench features`: what filters, phrases and the like cost beside the plain words.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Time what may be asked for beside words.",
    discussion: """
      For every query the words alone and each feature by turns, in process, on one thread. Of each the \
      shortest time counts; the table has the medians over the queries, and of each query's ratio to the \
      words alone. Ranking is from the query to the numbers of the best documents; a search fetches them \
      and cuts snippets besides. A second table has what facets add to counting all that matches, for \
      each document that does: over all matches of all queries, and the median over the queries.
      """)

  @Option(help: ArgumentHelp("The index to search.", valueName: "dir"))
  var index: String

  @Option(help: ArgumentHelp("Words separated by spaces, one query per line.", valueName: "file"))
  var queries: String

  @Option(
    help: ArgumentHelp(
      "Time this beside the words, which {} stands for; may be repeated.", valueName: "query"))
  var with: [String] = []

  @Option(help: "Queries to take from the file.")
  var first = 300

  @Option(help: "Passes over the queries, the first of them not timed.")
  var passes = 4

  func validate() throws {
    guard first >= 1 else { throw ValidationError("--first must be at least 1") }
    guard passes >= 2 else { throw ValidationError("--passes must be at least 2") }
  }

  func run() throws {
    let lines = try InputFile.text(queries).split(whereSeparator: \.isNewline).map(String.init)
      .filter { $0.contains { $0 != " " } }.prefix(first)
    guard !lines.isEmpty else { throw ValidationError("no query in \(queries)") }
    let reader = try IndexReader(path: index)
    let features = [.plain] + (with.isEmpty ? Feature.usual : with.map(Feature.init(template:)))
    let times = try measure(features, lines, reader)
    print(Self.table(of: features, times, queries: lines.count).text)
    if !with.isEmpty { return }
    let facets = [.counted] + Feature.facets
    print("\n" + Self.table(ofFacets: facets, try measure(facets, lines, reader)).text)
  }

  /// The shortest times of a query with a feature, in microseconds.
  private struct Times {
    var ranking = Double.infinity
    var search = Double.infinity
    /// How many documents match, where that was counted.
    var total = 0
  }

  /// By query, by feature.
  private func measure(
    _ features: [Feature], _ lines: some Sequence<String>, _ reader: IndexReader
  ) throws -> [[Times]] {
    let attributes = try reader.attributeNames()
    return try lines.map { line in
      let asked = try features.map { feature in
        var options = SearchOptions()
        options.countsTotal = false
        feature.configure(&options)
        return (query: try feature.query(of: line, attributes: attributes), options: options)
      }
      var best = asked.map { _ in Times() }
      for pass in 0..<passes {
        for (place, (query, options)) in asked.enumerated() {
          let (ranking, _) = try microseconds { try reader.rank(query, options: options) }
          let (search, results) = try microseconds { try reader.search(query, options: options) }
          if pass == 0 { continue }
          best[place].ranking = min(best[place].ranking, ranking)
          best[place].search = min(best[place].search, search)
          best[place].total = results.total ?? 0
        }
      }
      return best
    }
  }

  private static func table(of features: [Feature], _ times: [[Times]], queries: Int) -> TextTable {
    var table = TextTable()
    table.append(["\(queries) queries", "rank µs", "ratio", "search µs", "ratio"])
    for (place, feature) in features.enumerated() {
      let cells = [\Times.ranking, \Times.search].flatMap { time in
        let own = times.map { $0[place][keyPath: time] }
        let ratios = times.map { $0[place][keyPath: time] / $0[0][keyPath: time] }
        return [
          NumberText.fixed(Distribution(own).median, decimals: 1),
          NumberText.fixed(Distribution(ratios).median, decimals: 2),
        ]
      }
      table.append([feature.name] + cells)
    }
    return table
  }

  /// - Parameter features: first that which facets are compared with.
  private static func table(ofFacets features: [Feature], _ times: [[Times]]) -> TextTable {
    let times = times.filter { $0[0].total > 0 }
    let matches = times.reduce(0) { $0 + Double($1[0].total) }
    var table = TextTable()
    table.append(["\(NumberText.grouped(Int(matches))) matches", "ns each", "median query"])
    for (place, feature) in features.enumerated().dropFirst() {
      let added = times.map { ($0[place].search - $0[0].search) * 1_000 / Double(feature.facetCount) }
      let each = zip(added, times).map { $0 / Double($1[0].total) }
      table.append([
        feature.name, NumberText.fixed(added.reduce(0, +) / matches, decimals: 2),
        NumberText.fixed(Distribution(each).median, decimals: 2),
      ])
    }
    return table
  }

  private func microseconds<Result>(_ body: () throws -> Result) throws -> (Double, Result) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let duration = start.duration(to: clock.now)
    // The results live past the second reading of the clock: freeing them is not the search.
    return (duration / .microseconds(1), result)
  }
}
