import ArgumentParser

/// `ftsd-bench micro`: the hot path piece by piece.
struct MicroCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "micro", abstract: "Time single pieces of the engine beside naive versions.",
    discussion: """
      Times are nanoseconds per unit of work; piece and naive version are timed by turns in one run. \
      The ratio says how many times longer the naive version takes: the median over the rounds.
      """)

  @Option(help: ArgumentHelp("Only those whose name contains this.", valueName: "name"))
  var filter: String?

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    let selected = MicroBenchmark.all.filter { filter.map($0.name.contains) ?? true }
    guard !selected.isEmpty else {
      let names = MicroBenchmark.all.map(\.name).joined(separator: "\n  ")
      throw ValidationError("no benchmark has \"\(filter ?? "")\" in its name; there are\n  \(names)")
    }
    var table = TextTable(leftColumns: [1])
    table.append(MicroResult.header)
    for benchmark in selected {
      let result = try MicroHarness().measure(benchmark)
      if json { print(try JSONText.line(result)) } else { table.append(result.row) }
    }
    if !json { print(table.text) }
  }
}
