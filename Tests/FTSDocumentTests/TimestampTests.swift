import FTSDocument
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2013", 1_356_998_400, "2013"),
    ("2013-12", 1_385_856_000, "2013-12"),
    ("2013-12-18", 1_387_324_800, "2013-12-18"),
    ("2013-12-18T20:15", 1_387_397_700, "2013-12-18T20:15:00Z"),
    ("2013-12-18 20:15:30", 1_387_397_730, "2013-12-18T20:15:30Z"),
    ("2013-12-18T20:15:30.123Z", 1_387_397_730, "2013-12-18T20:15:30Z"),
    ("2013-12-18T20:15:30+01:00", 1_387_394_130, "2013-12-18T19:15:30Z"),
    ("2013-12-18T20:15:30-0530", 1_387_417_530, "2013-12-19T01:45:30Z"),
    ("2012-02-29", 1_330_473_600, "2012-02-29"),
    ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
    ("0001-01-01", -62_135_596_800, "0001-01-01"),
  ])
  func readsISO8601AndPrintsItBack(text: String, seconds: Int64, printed: String) throws {
    let timestamp = try #require(Timestamp(text))
    #expect(timestamp.seconds == seconds)
    #expect(timestamp.description == printed)
  }

  @Test(arguments: [
    "", "13", "2013-13", "2013-02-29", "2013-1-1", "2013-12-18T", "2013-12-18T25:00", "2013-12-18x",
    "18.12.2013", "2013-12-18T20:15:30+", "0000-01-01", "2013-12-18T20:15:30.",
  ])
  func refusesWhatIsNotADate(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func everyDayOfFourCenturiesSurvivesTheRoundTrip() throws {
    let first = try #require(Timestamp("1800-01-01")).seconds
    for day in Int64(0)..<146_097 {
      let timestamp = Timestamp(seconds: first + day * 86_400, precision: .day)
      #expect(Timestamp(timestamp.description) == timestamp)
    }
  }

  @Test func secondsOutOfAllCalendarsAreWritten() {
    #expect(Timestamp(seconds: .max).description == "292277026596-12-04T15:30:07Z")
    #expect(Timestamp(seconds: .min).description.hasSuffix("-01-27T08:29:52Z"))
  }
}
