/// Writes metrics in the text format of Prometheus, version 0.0.4.
struct MetricsText {
  private(set) var text = ""

  /// Begins a metric.
  ///
  /// - Parameter type: `counter`, `gauge` or `histogram`.
  mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP ftsd_\(name) \(help)\n# TYPE ftsd_\(name) \(type)\n"
  }

  /// A metric without labels.
  mutating func add(_ name: String, _ type: String, _ help: String, _ value: Double) {
    begin(name, type, help)
    sample(name, [], value)
  }

  /// One value of the metric that was begun.
  ///
  /// - Parameter labels: names and values; these have neither quotes nor backslashes in them.
  mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
    let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
    text += "ftsd_\(name)\(list.isEmpty ? "" : "{\(list)}") \(Self.number(value))\n"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 0x1p53 ? "\(Int(value))" : "\(value)"
  }
}
