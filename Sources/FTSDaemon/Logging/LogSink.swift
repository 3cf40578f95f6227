import Glibc
public import Logging

/// Where log lines go. What it is set to may change while others log.
public final class LogSink: Sendable {
  private let current: Replaceable<LogSettings>
  private let isJournal: Bool
  private let write: @Sendable (String) -> Void

  /// To standard error. Where that is the journal of systemd, lines begin with their priority and have no time of their own.
  public convenience init(_ settings: LogSettings, environment: [String: String]) {
    self.init(settings, isJournal: Self.isJournal(environment)) { line in
      var line = line
      line.withUTF8 {
        // SAFETY: the buffer is valid for the call, and its own count is passed with it. One call, so that the lines of
        // two threads do not mix; where nobody reads them any more they are lost.
        _ = unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
    }
  }

  init(_ settings: LogSettings, isJournal: Bool = false, write: @escaping @Sendable (String) -> Void) {
    current = Replaceable(settings)
    self.isJournal = isJournal
    self.write = write
  }

  /// What is logged, and how; holds from the next line on.
  public var settings: LogSettings {
    get { current.value }
    set { current.value = newValue }
  }

  /// Logs here.
  public var logger: Logger { Logger(label: "ftsd") { _ in StructuredLogHandler(sink: self) } }

  func write(_ level: Logger.Level, _ message: String, _ fields: [(name: String, value: String)]) {
    let line = LogLine(
      level: level, message: message, fields: fields, time: isJournal ? nil : LogTime.now)
    write((isJournal ? line.priority : "") + line.text(settings.format))
  }

  /// Whether standard error is what `JOURNAL_STREAM` names (systemd.exec(5)).
  private static func isJournal(_ environment: [String: String]) -> Bool {
    var status = stat()
    // SAFETY: fstat fills the structure that is passed.
    guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
    return environment["JOURNAL_STREAM"] == "\(status.st_dev):\(status.st_ino)"
  }
}
