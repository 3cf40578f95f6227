import Testing

@testable import ftsd_bench

@Suite struct OutputTests {
  @Test func columnsAreAligned() {
    var table = TextTable(leftColumns: [1])
    table.append(["name", "unit", "n"])
    table.append(["a", "byte", "12"])
    table.append(["bcdef", "term"])
    #expect(table.text == "name   unit   n\na      byte  12\nbcdef  term")
  }
}
