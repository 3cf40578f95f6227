import FTSDocument
import FTSQuery
import Testing

@Suite struct DatePeriodTests {
  private func seconds(_ text: String) throws -> Int64 { try #require(Timestamp(text)).seconds }

  /// Seconds of a comparison that `date:` has in a query.
  private func seconds(of value: String, now: String) throws -> Range<Int64> {
    guard case .filter(.date(let comparison)) = try QueryParser.parse("date:" + value).node else {
      Issue.record("\(value) is no date")
      return 0..<0
    }
    return comparison.seconds(now: try seconds(now))
  }

  @Test(arguments: [
    ("2013", "2013-01-01", "2014-01-01"), ("2012-02", "2012-02-01", "2012-03-01"),
    ("2013-12", "2013-12-01", "2014-01-01"),
    ("2013-12-31", "2013-12-31", "2014-01-01"),
    ("2013-12-18T20:15:30Z", "2013-12-18T20:15:30", "2013-12-18T20:15:31"),
    ("2013..2014", "2013-01-01", "2015-01-01"), ("2013-05..2013-06-02", "2013-05-01", "2013-06-03"),
    ("today", "2024-02-29", "2024-03-01"), ("yesterday", "2024-02-28", "2024-02-29"),
    ("this-week", "2024-02-26", "2024-03-04"), ("last-week", "2024-02-19", "2024-02-26"),
    ("this-month", "2024-02-01", "2024-03-01"), ("last-month", "2024-01-01", "2024-02-01"),
    ("this-year", "2024-01-01", "2025-01-01"), ("last-year", "2023-01-01", "2024-01-01"),
    ("last-year..today", "2023-01-01", "2024-03-01"), ("2014..2013", "2014-01-01", "2014-01-01"),
  ])
  func periods(value: String, start: String, end: String) throws {
    let expected = try seconds(start)..<seconds(end)
    #expect(try seconds(of: value, now: "2024-02-29T23:59:59Z") == expected)
  }

  @Test func `comparisons are with the whole of a period`() throws {
    let now = "2024-02-29"
    #expect(try seconds(of: ">2013-05", now: now) == seconds("2013-06-01")..<Int64.max)
    #expect(try seconds(of: ">=2013-05", now: now) == seconds("2013-05-01")..<Int64.max)
    #expect(try seconds(of: "<2013-05", now: now) == Int64.min..<seconds("2013-05-01"))
    #expect(try seconds(of: "<=2013-05", now: now) == Int64.min..<seconds("2013-06-01"))
    #expect(try seconds(of: ">=last-week", now: now) == seconds("2024-02-19")..<Int64.max)
  }

  @Test func `weeks begin on Monday, years and months anywhere`() throws {
    // A Monday, a Sunday, the first of January, and before 1970.
    #expect(try seconds(of: "this-week", now: "2024-03-04").lowerBound == seconds("2024-03-04"))
    #expect(try seconds(of: "this-week", now: "2024-03-03").lowerBound == seconds("2024-02-26"))
    #expect(try seconds(of: "last-month", now: "2024-01-01").lowerBound == seconds("2023-12-01"))
    #expect(try seconds(of: "yesterday", now: "1970-01-01").lowerBound == seconds("1969-12-31"))
    let week = try seconds("1969-12-22")..<seconds("1969-12-29")
    #expect(try seconds(of: "last-week", now: "1969-12-31") == week)
  }
}
