import FTSWording
import FoundationEssentials

/// What `ftsd-bench check` has been told to expect: a file of JSON, kept with the sources.
struct Thresholds {
  private let recorded: [String: CheckMeasurement]

  /// Thresholds of these measurements.
  init(_ recorded: [String: CheckMeasurement]) { self.recorded = recorded }

  /// Reads the file at `path`.
  init(path: String) throws {
    let text = try InputFile.text(path)
    do {
      recorded = try JSONDecoder().decode([String: CheckMeasurement].self, from: Data(text.utf8))
    } catch {
      throw InputFile.Failure(path: path, reason: "holds no thresholds: \(error)")
    }
  }

  /// Writes the file.
  func write(to path: String) throws {
    try (JSONText.lines(recorded) + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// What is worse than recorded, or unlike it: a sentence for each.
  func failures(of measured: [String: CheckMeasurement]) -> [String] {
    let names = Set(measured.keys).union(recorded.keys).sorted()
    return names.flatMap { name in
      guard let measurement = measured[name] else { return ["\(name): recorded, but not measured"] }
      guard let threshold = recorded[name] else { return ["\(name): nothing is recorded"] }
      return failures(of: measurement, against: threshold).map { "\(name): \($0)" }
    }
  }

  private func failures(of measured: CheckMeasurement, against threshold: CheckMeasurement) -> [String] {
    var failures: [String] = []
    if measured.hits != threshold.hits { failures.append("other documents are found, or another number") }
    for counter in QueryCounter.allCases {
      guard let value = measured.counters[counter.rawValue] else { continue }
      guard let limit = threshold.counters[counter.rawValue] else {
        failures.append("nothing is recorded of \(counter.rawValue)")
        continue
      }
      if value > limit + counter.slack {
        failures.append("\(counter.rawValue) grew from \(Self.text(limit)) to \(Self.text(value))")
      }
    }
    return failures
  }

  /// The measurements beside what is recorded, for people.
  func table(of measured: [String: CheckMeasurement]) -> String {
    var table = TextTable(leftColumns: [1])
    table.append(["queries", "counter", "measured", "threshold"])
    for (name, measurement) in measured.sorted(by: { $0.key < $1.key }) {
      for counter in QueryCounter.allCases {
        let value = measurement.counters[counter.rawValue].map(Self.text) ?? "not counted"
        let threshold = recorded[name]?.counters[counter.rawValue].map(Self.text) ?? "none"
        table.append([name, counter.rawValue, value, threshold])
      }
    }
    return table.text
  }

  private static func text(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }
}
