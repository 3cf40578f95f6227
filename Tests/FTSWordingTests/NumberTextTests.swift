import Testing

@testable import FTSWording

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
    (.min, "-9,223,372,036,854,775,808"),
  ]) func thousandsAreSetApart(number: Int, text: String) {
    #expect(NumberText.grouped(number) == text)
  }

  @Test(arguments: [
    (0.05123, "0.0512"), (0.12345, "0.123"), (1, "1.00"), (9.994, "9.99"), (9.996, "10.0"), (99.94, "99.9"),
    (99.96, "100"), (1_234.5, "1,235"), (0, "0"),
  ]) func significantDigitsAreThree(number: Double, text: String) {
    #expect(NumberText.significant(number) == text)
  }

  @Test(arguments: [
    (0, 0, "0"), (1_234_567.5, 1, "1,234,567.5"), (-1_234, 0, "-1,234"), (0.05, 1, "0.1"), (0, 2, "0.00"),
    (1.006, 2, "1.01"), (12.345, 2, "12.35"), (-0.5, 2, "-0.50"), (1e300, 2, "1e+300"),
  ]) func decimalsAreAsMany(number: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(number, decimals: decimals) == text)
  }

  @Test(arguments: [
    (4, "4"), (4.5, "4.5"), (-0.25, "-0.25"), (1e17, "100000000000000000"), (1e300, "1e+300"),
  ])
  func noDigitIsMoreThanNeeded(number: Double, text: String) {
    #expect(NumberText.shortest(number) == text)
  }

  @Test(arguments: [(12, "12.0 B"), (999.6, "1.00 kB"), (1_234_567, "1.23 MB"), (5e13, "50.0 TB")])
  func prefixesAreOfThousands(number: Double, text: String) {
    #expect(NumberText.scaled(number, unit: "B") == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_500, "1.5 kB"), (12_345, "12 kB"), (3_000_000_000, "3.0 GB"),
  ]) func sizesAreReadAtAGlance(count: Int, text: String) {
    #expect(NumberText.bytes(count) == text)
  }

  @Test(arguments: [(850, "850 µs"), (1_234, "1.2 ms"), (34_000_000, "34.0 s")])
  func timesHaveTheirUnit(microseconds: Int, text: String) {
    #expect(NumberText.duration(microseconds: microseconds) == text)
  }

  @Test func countsHaveTheirNoun() {
    #expect(NumberText.count(1, "result") == "1 result" && NumberText.count(0, "result") == "0 results")
    #expect(NumberText.count(1_200, "match", plural: "matches") == "1,200 matches")
  }
}
