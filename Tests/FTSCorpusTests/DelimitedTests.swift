import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct DelimitedTests {
  private let sample = events([Samples.path("reviews.csv")])

  @Test func columnsAreFieldsByTheirNames() {
    #expect(
      sample.documents.first
        == Document(
          id: "1", kind: .review, title: "A kettle", author: "N. Okafor", date: Timestamp("2020-09-30"),
          rating: 4, tags: ["kitchen", "steel"], body: "Boils, and \"sings\".\r\nTwice a day.",
          attributes: [Attribute("helpful", .number(12)), Attribute("zip", .string("01234"))]))
    let soap = sample.documents[1]
    #expect(soap.title == "Soap, plain")
    #expect(soap.body == "Smells of nothing 5\" wide")
    #expect(soap.date == Timestamp("2020-09-13T12:26:40Z"))
    #expect(soap.rating == nil && soap.attributes.isEmpty && soap.tags.isEmpty)
  }

  @Test func problemsCostOneRecordAndHaveLines() {
    #expect(sample.documents.map(\.id) == ["1", "2", "4", "6", "7"])
    #expect(
      sample.problems.map { "\($0.location.map { "\($0)" } ?? ""): \($0.reason)" } == [
        "line(6): 3 fields where the header has 9",
        "line(7): rating not understood, kept as an attribute: \"x\"",
        "line(8): a quote in this record is not closed, or not at the end of its field",
      ])
    #expect(sample.documents[2].author == "\"tobias\" k")
  }

  @Test func tabsPartFieldsByNameOrHeader() {
    let all = events([Samples.path("comments.tsv")])
    #expect(all.problems.isEmpty)
    #expect(
      all.documents.map(\.body) == ["The \"whole\" of it, with commas", "\"Said\" twice", "one\ttwo", "Last"])
    #expect(all.documents.map(\.kind) == [.review, .comment, .comment, .comment])
    #expect(all.documents.map(\.parent) == [nil, "10", "10", "10"])
  }

  @Test func semicolonsAndTabsAreFoundInTheHeader() {
    for (text, body) in [
      ("title;text\na;1,5", "1,5"), ("title\ttext, plain\na\tb;c", ""), ("title,text\r\na,b;c\r\n", "b;c"),
      ("text\rone\rtwo", "one"), ("title,text", nil),
      ("\"a, b, c\";text\n1;2", "2"), ("a,b;c,text\n1,2,x", "x"),
    ] as [(String, String?)] {
      #expect(events(text, as: .csv).documents.first?.body == body, "\(text)")
    }
  }

  @Test func columnsAreMappedAsKeysAre() {
    let text = "Nr,Kommentar,Autor,text\n1,gut,Jo,x\n"
    let options = SourceOptions(fieldMap: ["Kommentar": .text, "Nr": .id, "Autor": .author])
    let all = events(text, as: .csv, options: options)
    #expect(
      all.documents == [
        Document(id: "1", author: "Jo", body: "gut", attributes: [Attribute("text", .string("x"))])
      ])
  }

  @Test func withoutAColumnForWordsNothingIsRead() {
    let all = events("a,b\n1,2\n", as: .csv)
    #expect(all.documents.isEmpty)
    #expect(all.problems.map(\.severity) == [.fileSkipped])
    #expect(
      all.problems.first?.description
        == "test:1: no column is known for title or text, and none is mapped to them: a, b")
  }

  @Test func aColumnWithoutANameGoesByItsNumber() {
    let all = events(",text,\n0,one,\n1,two,x\n", as: .csv)
    #expect(all.documents.map { $0.attribute("column_1") } == [.number(0), .number(1)])
    #expect(all.documents.map { $0.strings("column_3") } == [[], ["x"]])
  }

  @Test func bytesThatAreNotUTF8AreReadAsWindows1252() {
    let all = events(Array("title,text\na,caf".utf8) + [0xE9] + Array("\nb,c\n".utf8), as: .csv)
    #expect(all.documents.map(\.body) == ["café", "c"])
    #expect(all.problems.map(\.location) == [.line(2)])
    #expect(all.problems.map(\.severity) == [.warning])
  }

  @Test func aQuoteThatIsNeverClosedCostsItsRecord() {
    let lines = (1...2000).map { $0 == 3 ? "3,\"open" : "\($0),text" }
    let all = events("id,text\n" + lines.joined(separator: "\n"), as: .csv)
    #expect(all.documents.count == 1999)
    #expect(all.problems.map(\.location) == [.line(4)])
    #expect(events("id,text\n1,\"open", as: .csv).problems.map(\.location) == [.line(2)])
  }

  @Test func theLastRecordOfACutFileIsDroppedWithoutAWord() throws {
    for text in ["id,text\n1,a\n2,b", "id,text\n1,a\n2,\"b"] {
      var parser = SourceFormat.csv.parser(source: "test", SourceOptions())
      var all: [SourceEvent] = []
      parser.consume(Array(text.utf8), into: &all)
      parser.finish(isCut: true, into: &all)
      #expect(all.documents.map(\.id) == ["1"])
      #expect(all.problems.isEmpty)
    }
  }

  @Test func recordsAreFoundInPiecesAsTheyWereWritten() {
    for seed in Seeds.all {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<50 {
        let delimiter = [",", ";", "\t"].randomElement(using: &generator) ?? ","
        let table = Self.randomTable(&generator)
        let text = Self.written(table, delimiter: delimiter, &generator)
        let size = Int.random(in: 1...64, using: &generator)
        #expect(
          Self.read(Array(text.utf8), delimiter: delimiter.utf8.first ?? 0, pieces: size) == table,
          "seed \(seed): \(text.debugDescription)")
      }
    }
  }

  @Test func misplacedQuotesAreNotReadAgainWithoutEnd() {
    // Each line closes a quote and opens another, so that every record reaches to the end, where it is
    // given up: to go on at each second line would take the square of the length.
    let text = "id,text\n" + String(repeating: "x\",\"y\n", count: 100_000)
    #expect((1...3).contains(events(text, as: .csv).problems.count))
  }

  private static func randomTable(_ generator: inout SeededGenerator) -> [[String]] {
    let columns = Int.random(in: 2...4, using: &generator)
    let alphabet: [Character] = ["a", "é", " ", "\"", ",", ";", "\t", "\n", "\r\n"]
    return (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      (0..<columns).map { _ in
        String(
          (0..<Int.random(in: 0...5, using: &generator)).compactMap { _ in
            alphabet.randomElement(using: &generator)
          })
      }
    }
  }

  /// As RFC 4180 has it, quotes where they are needed and at random elsewhere.
  private static func written(
    _ table: [[String]], delimiter: String, _ generator: inout SeededGenerator
  ) -> String {
    let end = Bool.random(using: &generator) ? "\n" : "\r\n"
    return table.map { record in
      record.map { field in
        let needsQuotes = field.unicodeScalars.contains { "\",;\t\n\r".unicodeScalars.contains($0) }
        guard needsQuotes || Bool.random(using: &generator) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: delimiter)
    }.joined(separator: end) + (Bool.random(using: &generator) ? end : "")
  }

  /// The records that a scanner finds in bytes that come in pieces.
  private static func read(_ bytes: [UInt8], delimiter: UInt8, pieces: Int) -> [[String]] {
    var scanner = DelimitedScanner(delimiter: delimiter)
    var table: [[String]] = []
    var start = 0
    var end = 0
    while start < bytes.count {
      let known = Array(bytes[..<end])
      if case .record(let length) = scanner.scan(known, from: start, isLast: end == bytes.count) {
        table.append(
          scanner.fields.map { String(decoding: scanner.text(of: $0, in: known, from: start), as: UTF8.self) }
        )
        start += length
        scanner.reset()
      } else if end == bytes.count {
        return table
      } else {
        end = min(bytes.count, end + pieces)
      }
    }
    return table
  }
}
