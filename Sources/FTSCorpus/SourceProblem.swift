/// One problem with a record or a file: where it is, and why.
public struct SourceProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// A place in a file.
  public enum Location: Equatable, Sendable {
    /// A line, counted from 1.
    case line(Int)
    /// An offset in the file as it lies on disk, counted from 0.
    case byte(Int)
    /// A row of a query's result, counted from 1.
    case row(Int)
  }

  /// What the problem cost.
  public enum Severity: String, Sendable {
    /// Nothing: the record was kept.
    case warning
    /// One record.
    case recordSkipped
    /// The file, or what was left of it.
    case fileSkipped
  }

  /// Path of the file as it was found, `-`, or the database as it was named.
  public var source: String
  /// The place in the file, where it is known.
  public var location: Location?
  /// What is wrong, and what was wanted where that helps.
  public var reason: String
  /// What the problem cost.
  public var severity: Severity

  /// A problem as its parts.
  public init(source: String, location: Location? = nil, reason: String, severity: Severity) {
    self.source = source
    self.location = location
    self.reason = reason
    self.severity = severity
  }

  /// `path:line: reason`, `path: byte n: reason`, `path: row n: reason` or `path: reason`.
  public var description: String {
    switch location {
    case .line(let line): "\(source):\(line): \(reason)"
    case .byte(let byte): "\(source): byte \(byte): \(reason)"
    case .row(let row): "\(source): row \(row): \(reason)"
    case nil: "\(source): \(reason)"
    }
  }
}
