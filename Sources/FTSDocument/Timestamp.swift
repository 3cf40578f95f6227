/// A point in time as reviews carry it: a year, a month, a day or a second, in UTC.
///
/// Reads the ISO 8601 forms `2013`, `2013-12`, `2013-12-18`, `2013-12-18T20:15`,
/// `2013-12-18T20:15:30` (a space may stand for the `T`), fractions of a second (dropped), and
/// the zones `Z`, `+01:00`, `+0100`, `+01`; a time without a zone is taken as UTC. Years 0001
/// to 9999 of the proleptic Gregorian calendar.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The finest unit that was given.
  public enum Precision: UInt8, Sendable {
    /// As in `2013`.
    case year
    /// As in `2013-12`.
    case month
    /// As in `2013-12-18`.
    case day
    /// As in `2013-12-18T20:15:30`; a time without seconds has this precision, too.
    case second
  }

  /// Seconds since 1970-01-01T00:00:00Z of the beginning of that year, month, day or second.
  public let seconds: Int64
  /// How exactly the point is known.
  public let precision: Precision

  /// The point `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int64, precision: Precision = .second) {
    self.seconds = seconds
    self.precision = precision
  }

  /// `nil` where `text` is none of the forms above or names a day that does not exist.
  public init?(_ text: String) {
    var scanner = TimestampScanner(text.utf8)
    guard let timestamp = scanner.scan() else { return nil }
    self = timestamp
  }

  /// Order in time; of equal beginnings, the longer span first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.seconds, a.precision.rawValue) < (b.seconds, b.precision.rawValue)
  }

  /// ISO 8601 at the precision given: `2013`, `2013-12`, `2013-12-18`, `2013-12-18T20:15:30Z`.
  public var description: String {
    let days = seconds.floorDivided(by: 86_400)
    let (year, month, day) = CivilDate.date(daysSince1970: days)
    var text = pad(year, to: 4)
    if precision == .year { return text }
    text += "-" + pad(month, to: 2)
    if precision == .month { return text }
    text += "-" + pad(day, to: 2)
    if precision == .day { return text }
    let second = seconds &- days &* 86_400  // the product may pass the least Int64, the difference not
    return text + "T" + pad(second / 3600, to: 2) + ":" + pad(second / 60 % 60, to: 2) + ":"
      + pad(second % 60, to: 2) + "Z"
  }
}

private func pad(_ number: Int64, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  /// The quotient rounded towards minus infinity.
  func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
