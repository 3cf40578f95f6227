public import Logging

/// What is logged, and how.
public struct LogSettings: Equatable, Sendable {
  /// What is less important is left out.
  public var level: Logger.Level
  /// How lines are written.
  public var format: LogFormat
  /// Whether each request is logged.
  public var requests: Bool
  /// Whether the lines of requests say what was asked for. What people look for is theirs, so by itself none does.
  public var queries: Bool
  /// Requests that take so many milliseconds are logged; 0 logs none of them.
  public var slowMilliseconds: Int

  /// Without parameters, as a daemon logs that nobody has told otherwise.
  public init(
    level: Logger.Level = .notice, format: LogFormat = .logfmt, requests: Bool = false, queries: Bool = false,
    slowMilliseconds: Int = 500
  ) {
    self.level = level
    self.format = format
    self.requests = requests
    self.queries = queries
    self.slowMilliseconds = slowMilliseconds
  }
}
