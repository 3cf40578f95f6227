/// Whole days, months and years.
extension Timestamp {
  /// The moments from its beginning to the end of what it names, in seconds since 1970-01-01T00:00:00Z.
  public var period: Range<Int64> { seconds..<next.seconds }

  /// The year, month, day or second after it.
  public var next: Timestamp { advanced(by: 1) }

  /// The one before it.
  public var previous: Timestamp { advanced(by: -1) }

  /// The year, month or day in which it lies.
  public func truncated(to precision: Precision) -> Timestamp {
    let days = seconds.floorDivided(by: 86_400)
    let (year, month, _) = CivilDate.date(daysSince1970: days)
    return switch precision {
    case .year: Timestamp(year: year, month: 1, precision: .year)
    case .month: Timestamp(year: year, month: month, precision: .month)
    case .day: Timestamp(seconds: days * 86_400, precision: .day)
    case .second: self
    }
  }

  /// Beginning of the Monday of its week, in seconds since 1970-01-01T00:00:00Z.
  public var startOfWeek: Int64 {
    // 1970-01-01 was a Thursday.
    ((seconds.floorDivided(by: 86_400) + 3).floorDivided(by: 7) * 7 - 3) * 86_400
  }

  private func advanced(by count: Int64) -> Timestamp {
    let (year, month, _) = CivilDate.date(daysSince1970: seconds.floorDivided(by: 86_400))
    switch precision {
    case .year: return Timestamp(year: year + count, month: 1, precision: .year)
    case .month:
      let months = year * 12 + month - 1 + count
      let start = months.floorDivided(by: 12)
      return Timestamp(year: start, month: months - start * 12 + 1, precision: .month)
    case .day: return Timestamp(seconds: seconds + count * 86_400, precision: .day)
    case .second: return Timestamp(seconds: seconds + count)
    }
  }

  private init(year: Int64, month: Int64, precision: Precision) {
    self.init(
      seconds: CivilDate.daysSince1970(year: year, month: month, day: 1) * 86_400, precision: precision)
  }
}
