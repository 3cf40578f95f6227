import Glibc

/// A moment, in UTC and to the millisecond.
struct LogTime: CustomStringConvertible {
  private let time: timespec

  static var now: LogTime {
    var time = timespec()
    // SAFETY: clock_gettime fills the structure that is passed.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return LogTime(time: time)
  }

  /// As RFC 3339 writes it.
  var description: String {
    var (seconds, fields) = (time.tv_sec, unsafe tm())
    // SAFETY: both structures live until the call returns.
    _ = unsafe gmtime_r(&seconds, &fields)
    let date =
      unsafe "\(fields.tm_year + 1900)-\(Self.digits(fields.tm_mon + 1))-\(Self.digits(fields.tm_mday))"
    let clock =
      unsafe "\(Self.digits(fields.tm_hour)):\(Self.digits(fields.tm_min)):\(Self.digits(fields.tm_sec))"
    let milliseconds = String(1_000 + time.tv_nsec / 1_000_000).dropFirst()
    return "\(date)T\(clock).\(milliseconds)Z"
  }

  private static func digits(_ number: CInt) -> Substring { String(100 + number).dropFirst() }
}
