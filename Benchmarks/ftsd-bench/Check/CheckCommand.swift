import ArgumentParser
import FTSTestSupport

/// `ftsd-bench check`: the gate on what evaluation costs.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Hold what queries cost to recorded thresholds.",
    discussion: """
      Makes an index of invented documents, always the same ones, asks it always the same queries and \
      counts what does not depend on the machine's speed. Fails where anything has grown beyond its \
      threshold, or queries find other documents than those recorded. --update records what is.
      """)

  @Option(help: ArgumentHelp("The recorded thresholds.", valueName: "file"))
  var thresholds = "Benchmarks/thresholds.json"

  @Flag(help: "Record what is measured as the thresholds.")
  var update = false

  func run() throws {
    let directory = try TemporaryDirectory()
    let measured = try CheckSuite(path: directory.file("index")).measure()
    if update {
      try Thresholds(measured).write(to: thresholds)
      return print("\(thresholds) written")
    }
    let recorded = try Thresholds(path: thresholds)
    print(recorded.table(of: measured))
    let failures = recorded.failures(of: measured)
    for failure in failures { print("error: \(failure)") }
    guard failures.isEmpty else {
      print("Where that is meant, record it: ftsd-bench check --update")
      throw ExitCode.failure
    }
  }
}
