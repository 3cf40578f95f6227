import FTSProtocol
import Logging

/// One event, to be written on one line whatever it holds.
struct LogLine {
  var level: Logger.Level
  var message: String
  /// Names and values, in the order in which they are written.
  var fields: [(name: String, value: String)]
  /// When it was; `nil` where what reads the line knows by itself.
  var time: LogTime?

  /// With the newline at its end.
  func text(_ format: LogFormat) -> String {
    switch format {
    case .logfmt: logfmt + "\n"
    case .json: json + "\n"
    }
  }

  /// Behind which the journal of systemd expects a line of that importance (sd-daemon(3)).
  var priority: String {
    switch level {
    case .trace, .debug: "<7>"
    case .info: "<6>"
    case .notice: "<5>"
    case .warning: "<4>"
    case .error: "<3>"
    case .critical: "<2>"
    }
  }

  private var logfmt: String {
    var pairs: [(name: String, value: String)] = [("level", level.rawValue), ("msg", message)]
    if let time { pairs.insert(("time", "\(time)"), at: 0) }
    return (pairs + fields).map { "\($0.name)=\(Self.quoted($0.value))" }.joined(separator: " ")
  }

  private var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.member("time", time?.description)
      $0.member("level", level.rawValue)
      $0.member("msg", message)
      for field in fields { $0.member(field.name, field.value) }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The value as it stands, or in quotes where it would not end where it ends.
  private static func quoted(_ value: String) -> String {
    let needsQuotes =
      value.isEmpty
      || value.unicodeScalars.contains {
        $0.value <= 0x20 || $0.value == 0x7f || $0 == "\"" || $0 == "=" || $0 == "\\"
      }
    return needsQuotes ? String(decoding: JSONWriter.encode(value), as: UTF8.self) : value
  }
}
