import FTSProtocol
import FTSTestSupport
import Testing

@testable import ftsd

@Suite struct OutputTests {
  private let color = Terminal(width: 20, hasStyles: true)

  @Test func exclusionsPassTheParser() {
    #expect(
      SearchArguments.escapingExclusions(["search", "a", "-b", "--limit", "3", "-h", "--", "-c"])
        == ["search", "a", " -b", "--limit", "3", "-h", "--", "-c"])
    #expect(SearchArguments.escapingExclusions(["index", "-"]) == ["index", "-"])
    #expect(SearchArguments.query(["a b", " -c", "-d"]) == "a b -c -d")
  }

  @Test func barsFitTheTerminal() {
    let facet = FacetResponse(
      name: "author", documents: 31, mean: 2.5,
      values: [
        FacetResponse.Bucket(value: .string("somebody with a very long name"), count: 16),
        FacetResponse.Bucket(value: .string(""), count: 8),
        FacetResponse.Bucket(value: .number(2.5), count: 1),
      ], otherValues: 1_200)
    #expect(
      FacetPrinter(terminal: Terminal(width: 30, hasStyles: false)).lines(facet) == [
        "author · 31 documents · mean 2.50", "  somebody with…  16  ████████",
        "  (empty)          8  ████",
        "  2.5              1  ▌", "  and 1,200 other values",
      ])
    for width in [1, 20, 80, 200] {
      for line in FacetPrinter(terminal: Terminal(width: width, hasStyles: false)).lines(facet).dropFirst() {
        #expect(DisplayText.width(of: line) <= max(width, 32), "\(width)")
      }
    }
    #expect(DisplayText.fitting("한국영화", width: 5) == "한국…" && DisplayText.fitting("abc", width: 3) == "abc")
  }

  @Test func linesAreBrokenAndMatchesMarked() {
    let text = "alpha beta gamma-delta epsilon"
    let paragraph = Paragraph(text: text, highlights: [6..<10, 17..<22])
    #expect(paragraph.lines(width: 20, on: .none) == ["alpha beta", "gamma-delta epsilon"])
    #expect(paragraph.lines(width: nil, on: .none) == [text])
    #expect(
      paragraph.lines(width: 20, on: color) == [
        "alpha \u{1B}[1;4mbeta\u{1B}[0m", "gamma-\u{1B}[1;4mdelta\u{1B}[0m epsilon",
      ])
    #expect(Paragraph(text: "한글 한글 한글", highlights: []).lines(width: 9, on: .none) == ["한글 한글", "한글"])
  }

  @Test(arguments: [5, 6, UInt64.random(in: 0 ... .max)])
  func breakingLinesLosesNoWordAndKeepsTheWidth(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let words = (0..<30).map { _ in
        String("abcdefghé한글".shuffled(using: &generator).prefix(Int.random(in: 1...8, using: &generator)))
      }
      let text = words.joined(separator: " ")
      let start = Int.random(in: 0..<text.utf8.count, using: &generator)
      let lines = Paragraph(text: text, highlights: [start..<text.utf8.count]).lines(width: 24, on: .none)
      #expect(lines.joined(separator: " ") == text, "seed \(seed)")
      #expect(lines.allSatisfy { DisplayText.width(of: $0) <= 24 }, "seed \(seed)")
    }
  }

  @Test func documentsCannotCommandTheTerminal() {
    #expect(DisplayText.oneLine("a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d\n") == "a [2Jb  c d ")
    #expect(DisplayText.lines("a\n\tb\u{1B}") == "a\n\tb ")
  }

  @Test func progressTellsRateShareAndTimeLeft() {
    #expect(
      ProgressLine.text(documents: 20_000, bytes: 50_000_000, of: 200_000_000, seconds: 2)
        == "20,000 documents, 25%, 10,000 documents/s, 25 MB/s, 6 s left")
    #expect(
      ProgressLine.text(documents: 10, bytes: 1_000, of: nil, seconds: 0.5)
        == "10 documents, 20 documents/s, 2.0 kB/s")
  }

  @Test func theEnvironmentSaysWhereTheIndexIs() throws {
    #expect(
      try IndexLocation.standardPath(environment: ["FTSD_INDEX": "i", "XDG_DATA_HOME": "/x", "HOME": "/h"])
        == "i")
    #expect(try IndexLocation.standardPath(environment: ["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/ftsd")
    #expect(
      try IndexLocation.standardPath(environment: ["XDG_DATA_HOME": "rel", "HOME": "/h"])
        == "/h/.local/share/ftsd")
    #expect(throws: Failure.self) { try IndexLocation.standardPath(environment: [:]) }
  }

  @Test func whatHasNoRoomInItsColumnStandsAboveItsRow() {
    let rows = [["clause", "score"], ["a very long clause of words", "1.0"], ["short", "2.0"]]
    #expect(
      Table.lines(rows, width: 20) == [
        "clause  score", "a very long clause", "of words", "          1.0", "short     2.0",
      ])
    #expect(Table.lines(rows)[2] == "short" + String(repeating: " ", count: 26) + "2.0")
  }
}
