import Testing

@testable import ftsd_bench

@Suite struct OutputTests {
  @Test(arguments: [
    (0.05123, "0.0512"), (0.12345, "0.123"), (1, "1.00"), (9.994, "9.99"), (9.996, "10.0"), (99.94, "99.9"),
    (99.96, "100"), (1_234.5, "1,235"), (0, "0"),
  ]) func significantDigitsAreThree(number: Double, text: String) {
    #expect(NumberText.significant(number) == text)
  }

  @Test(arguments: [
    (0, 0, "0"), (1_234_567.5, 1, "1,234,567.5"), (-1_234, 0, "-1,234"), (0.05, 1, "0.1"),
    (12.345, 2, "12.35"),
  ]) func decimalsAreAsMany(number: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(number, decimals: decimals) == text)
  }

  @Test(arguments: [(12, "12.0 B"), (999.6, "1.00 kB"), (1_234_567, "1.23 MB"), (5e13, "50.0 TB")])
  func prefixesAreOfThousands(number: Double, text: String) {
    #expect(NumberText.scaled(number, unit: "B") == text)
  }

  @Test func columnsAreAligned() {
    var table = TextTable(leftColumns: [1])
    table.append(["name", "unit", "n"])
    table.append(["a", "byte", "12"])
    table.append(["bcdef", "term"])
    #expect(table.text == "name   unit   n\na      byte  12\nbcdef  term")
  }
}
