/// How log lines are written.
public enum LogFormat: String, CaseIterable, Sendable {
  /// `key=value` pairs, values in quotes where they need some.
  case logfmt
  /// A JSON object on each line.
  case json
}
