import FTSDocument

/// A day, week, month or year of the calendar, counted from now. Weeks begin on Monday.
public enum RelativePeriod: String, CaseIterable, Hashable, Sendable {
  /// The current day.
  case today
  /// The day before it.
  case yesterday
  /// The week of the current day.
  case thisWeek = "this-week"
  /// The week before it.
  case lastWeek = "last-week"
  /// The month of the current day.
  case thisMonth = "this-month"
  /// The month before it.
  case lastMonth = "last-month"
  /// The year of the current day.
  case thisYear = "this-year"
  /// The year before it.
  case lastYear = "last-year"

  /// Its seconds since 1970-01-01T00:00:00Z, in UTC.
  ///
  /// - Parameter now: A moment in the current day, in the same seconds; of a year from 1 to 9999.
  public func seconds(now: Int64) -> Range<Int64> {
    let today = Timestamp(seconds: now).truncated(to: .day)
    let month = today.truncated(to: .month)
    let year = today.truncated(to: .year)
    switch self {
    case .today: return today.period
    case .yesterday: return today.previous.period
    case .thisWeek: return week(before: 0, of: today)
    case .lastWeek: return week(before: 1, of: today)
    case .thisMonth: return month.period
    case .lastMonth: return month.previous.period
    case .thisYear: return year.period
    case .lastYear: return year.previous.period
    }
  }

  private func week(before weeks: Int64, of day: Timestamp) -> Range<Int64> {
    let start = day.startOfWeek - weeks * 7 * 86_400
    return start..<start + 7 * 86_400
  }
}
