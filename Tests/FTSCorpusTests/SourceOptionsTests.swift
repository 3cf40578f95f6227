import Testing

@testable import FTSCorpus

@Suite struct SourceOptionsTests {
  @Test func fieldMapReadsKeyAndField() throws {
    let map = try SourceOptions.fieldMap(parsing: ["body_html=text", "a=b=title", "stars=rating"])
    #expect(map == ["body_html": .text, "a=b": .title, "stars": .rating])
  }

  @Test(arguments: ["", "=text", "text", "key=", "key=nonsense", "key=Text"])
  func fieldMapRefusesWhatItCannotFollow(argument: String) {
    #expect(throws: FieldMapError.self) { try SourceOptions.fieldMap(parsing: [argument]) }
  }

  @Test func fieldMapRefusesAKeyMappedTwice() {
    #expect(throws: FieldMapError.self) { try SourceOptions.fieldMap(parsing: ["k=text", "k=title"]) }
  }

  @Test func anUnknownFieldIsToldWithTheKnownOnes() {
    let error = #expect(throws: FieldMapError.self) { try SourceOptions.fieldMap(parsing: ["k=body"]) }
    #expect(error?.description.contains("language, text") == true)
  }

  @Test func problemsNameTheirPlace() {
    let line = SourceProblem(source: "a.jsonl", location: .line(7), reason: "bad", severity: .recordSkipped)
    let byte = SourceProblem(source: "a.gz", location: .byte(99), reason: "cut", severity: .fileSkipped)
    let file = SourceProblem(source: "-", reason: "empty", severity: .fileSkipped)
    #expect([line, byte, file].map(\.description) == ["a.jsonl:7: bad", "a.gz: byte 99: cut", "-: empty"])
  }
}
