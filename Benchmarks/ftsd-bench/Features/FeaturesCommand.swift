import ArgumentParser
import FTSCore
import FTSQuery

/// `ftsd-bench features`: what filters, phrases and the like cost beside the plain words.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Time what may be asked for beside words.",
    discussion: """
      For every query the words alone and each feature by turns, in process, on one thread. Of each the \
      shortest time counts; the table has the medians over the queries, and of each query's ratio to the \
      words alone. Ranking is from the query to the numbers of the best documents; a search fetches them \
      and cuts snippets besides.
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
    let attributes = try reader.attributeNames()
    let features = [.plain] + (with.isEmpty ? Feature.usual : with.map(Feature.init(template:)))

    var table = TextTable()
    table.append(["\(lines.count) queries", "rank µs", "ratio", "search µs", "ratio"])
    var rankings = features.map { _ in [Double]() }
    var searches = rankings
    for line in lines {
      let asked = try features.map { feature in
        var options = SearchOptions()
        options.countsTotal = false
        feature.configure(&options)
        return (query: try feature.query(of: line, attributes: attributes), options: options)
      }
      var best = asked.map { _ in (ranking: Double.infinity, search: Double.infinity) }
      for pass in 0..<passes {
        for (place, (query, options)) in asked.enumerated() {
          let ranking = try microseconds { try reader.rank(query, options: options) }
          let search = try microseconds { try reader.search(query, options: options) }
          if pass == 0 { continue }
          best[place] = (min(best[place].ranking, ranking), min(best[place].search, search))
        }
      }
      for (place, times) in best.enumerated() {
        rankings[place].append(times.ranking)
        searches[place].append(times.search)
      }
    }
    for (place, feature) in features.enumerated() {
      let cells = [rankings, searches].flatMap { times in
        let ratios = zip(times[place], times[0]).map { $0 / $1 }
        return [
          NumberText.fixed(Distribution(times[place]).median, decimals: 1),
          NumberText.fixed(Distribution(ratios).median, decimals: 2),
        ]
      }
      table.append([feature.name] + cells)
    }
    print(table.text)
  }

  private func microseconds<Result>(_ body: () throws -> Result) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let duration = start.duration(to: clock.now)
    // The results live past the second reading of the clock: freeing them is not the search.
    withExtendedLifetime(result) {}
    return duration / .microseconds(1)
  }
}
