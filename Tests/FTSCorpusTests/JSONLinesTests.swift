import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct JSONLinesTests {
  private func document(_ line: String, map: [String: DocumentField] = [:]) throws -> Document {
    let events = events(line, as: .jsonl, options: SourceOptions(fieldMap: map))
    return try #require(events.documents.first, "\(events)")
  }

  private func rejection(_ line: String) throws -> SourceProblem {
    let events = events(line, as: .jsonl)
    #expect(events.documents.isEmpty)
    return try #require(events.problems.first)
  }

  @Test func recordsThatDifferInOtherKeysAloneAreTwo() {
    let lines = (1...2).map { "{\"product\":\"p\($0)\",\"text\":\"Great!\"}\n" }.joined()
    #expect(Set(events(lines, as: .jsonl).documents.map(\.id)).count == 2)
  }

  @Test func aRecordWithoutTextIsKeptAndTold() {
    let all = events("{\"review_txt\":\"x\",\"n\":1}\n{\"title\":\"T\"}\n{\"text\":\"\"}\n", as: .jsonl)
    #expect(all.documents.count == 3)
    #expect(all.problems.map(\.severity) == [.warning])
    #expect(all.problems.first?.reason == "neither title nor text; not known for either: review_txt")
  }

  @Test func readsEveryField() throws {
    let document = try document(
      #"{"id":"a1","kind":"comment","parent":"r","thread":"t","title":"T","author":"A","date":"2013-12-18","#
        + #""rating":4.5,"url":"u","tags":["x","y"],"language":"en","text":"B"}"#)
    #expect(
      document
        == Document(
          id: "a1", kind: .comment, parent: "r", thread: "t", title: "T", author: "A",
          date: Timestamp("2013-12-18"), rating: 4.5, url: "u", tags: ["x", "y"], language: "en", body: "B"))
  }

  @Test(arguments: [
    ("_id", DocumentField.id), ("type", .kind), ("parent_id", .parent), ("reply_to", .parent),
    ("in_reply_to", .parent), ("thread_id", .thread), ("headline", .title), ("subject", .title),
    ("user", .author), ("reviewer", .author), ("name", .author), ("link", .url), ("lang", .language),
    ("body", .text), ("content", .text), ("comment", .text), ("review", .text),
  ])
  func knowsOtherNames(key: String, field: DocumentField) throws {
    let document = try document(#"{"\#(key)":"v"}"#)
    let value: String? =
      switch field {
      case .id: document.id
      case .kind: document.kind.rawValue
      case .parent: document.parent
      case .thread: document.thread
      case .title: document.title
      case .author: document.author
      case .url: document.url
      case .language: document.language
      default: document.body
      }
    #expect(value == "v")
    #expect(document.attributes.isEmpty)
  }

  @Test func theFirstNamePresentWinsAndTheOthersAreAttributes() throws {
    let document = try document(
      #"{"body":"second","text":"first","subject":"s","headline":"h","title":null}"#)
    #expect(document.body == "first")
    #expect(document.title == "h")
    #expect(
      document.attributes == [Attribute("body", .string("second")), Attribute("subject", .string("s"))])
  }

  @Test func aMappedKeyWinsOverAll() throws {
    let document = try document(#"{"text":"t","html":"h","id":"i"}"#, map: ["html": .text, "id": .title])
    #expect(document.body == "h")
    #expect(document.title == "i")
    #expect(document.strings("text") == ["t"])
    #expect(document.id.hasPrefix("h-"))
  }

  @Test func aNameThatAMappedKeyReplacesNeedNotFit() throws {
    let document = try document(#"{"text":{"raw":"r"},"html":"h"}"#, map: ["html": .text])
    #expect(document.body == "h")
    #expect(document.strings("text.raw") == ["r"])
    #expect(
      events(#"{"html":["h"]}"#, as: .jsonl, options: SourceOptions(fieldMap: ["html": .text])).documents
        .isEmpty)
  }

  @Test func keepsTheRestAsAttributes() throws {
    let document = try document(
      #"{"s":"x","n":3,"b":true,"z":null,"l":[1,"two",false],"o":{"p":{"q":{"r":{"deep":1}}}},"score":9}"#)
    #expect(
      document.attributes == [
        Attribute("s", .string("x")), Attribute("n", .number(3)), Attribute("b", .string("true")),
        Attribute("l", .number(1)), Attribute("l", .string("two")), Attribute("l", .string("false")),
        Attribute("o.p.q.r", .string(#"{"deep":1}"#)), Attribute("score", .number(9)),
      ])
    #expect(document.rating == nil)
  }

  @Test func attributesAsFtsdWritesThemHaveTheirOwnNames() throws {
    let document = try document(
      #"{"id":"a","attributes":{"votes":[3,"many"],"author":"x","a.b":1,"o":{"p":2}},"votes":4}"#)
    #expect(document.author == nil)
    #expect(
      document.attributes == [
        Attribute("votes", .number(3)), Attribute("votes", .string("many")),
        Attribute("author", .string("x")),
        Attribute("a.b", .number(1)), Attribute("o.p", .number(2)), Attribute("votes", .number(4)),
      ])
    #expect(
      try self.document(#"{"attributes":"none"}"#).attributes == [Attribute("attributes", .string("none"))])
  }

  @Test func numbersServeAsNames() throws {
    let document = try document(#"{"id":42,"parent":7,"thread":7,"author":1021779,"title":1917}"#)
    #expect(
      [document.id, document.parent, document.thread, document.author, document.title] == [
        "42", "7", "7", "1021779", "1917",
      ])
  }

  @Test(arguments: [
    (#""2013-12-18T20:15:30+01:00""#, "2013-12-18T19:15:30Z"), ("1387394130", "2013-12-18T19:15:30Z"),
    ("1387394130123", "2013-12-18T19:15:30Z"), ("1387394130.9", "2013-12-18T19:15:30Z"), ("2013", "2013"),
    ("-1", "1969-12-31T23:59:59Z"), (#""2013-12""#, "2013-12"),
  ])
  func readsDates(value: String, expected: String) throws {
    #expect(try document(#"{"date":\#(value)}"#).date?.description == expected)
  }

  @Test(arguments: [#""last Tuesday""#, "1e300", #""2013-13-01""#])
  func keepsADateItCannotReadAsAnAttributeAndSaysSo(value: String) throws {
    let events = events(#"{"id":"x","date":\#(value)}"#, as: .jsonl)
    let document = try #require(events.documents.first)
    #expect(document.date == nil)
    #expect(document.attribute("date") != nil)
    #expect(events.problems.map(\.severity) == [.warning])
    #expect(events.problems.first?.location == .line(1))
  }

  @Test func readsRatingsOutOfStrings() throws {
    #expect(try document(#"{"stars":"4.5"}"#).rating == 4.5)
    let unread = events(#"{"rating":"four"}"#, as: .jsonl)
    #expect(unread.documents.first?.strings("rating") == ["four"])
    #expect(unread.problems.map(\.severity) == [.warning])
  }

  @Test func readsTagsOutOfAString() throws {
    #expect(try document(#"{"tags":" drama, slow burn ,,noir"}"#).tags == ["drama", "slow burn", "noir"])
  }

  @Test func anEmptyStringIsNotGiven() throws {
    let document = try document(#"{"id":"","title":"","author":"","parent":"","url":"","date":"","kind":""}"#)
    #expect(document.title == nil)
    #expect(document.author == nil)
    #expect(document.parent == nil)
    #expect(document.url == nil)
    #expect(document.date == nil)
    #expect(document.kind == .review)
    #expect(document.id.hasPrefix("h-"))
    #expect(document.attributes.isEmpty)
  }

  @Test func anAnswerWithoutAKindIsAComment() throws {
    #expect(try document(#"{"parent":"p"}"#).kind == .comment)
    #expect(try document(#"{"parent":"p","kind":"doc"}"#).kind == Kind(rawValue: "doc"))
    #expect(try document(#"{"text":"t"}"#).kind == .review)
  }

  @Test func anIDMadeOfTheContentIsStable() throws {
    let first = try document(#"{"author":"A","text":"Fine film."}"#)
    #expect(try document(#"{ "text": "Fine film.", "author": "A", "votes": 3 }"#).id == first.id)
    #expect(first.id == "h-92417e5a26ff7a8e", "ids of records read before must not change")
    #expect(try document(#"{"author":"AF","text":"ine film."}"#).id != first.id)
  }

  @Test func controlCharactersBecomeSpaces() throws {
    let document = try document(##"{"text":"a\u0000b\u001bc\td\ne","x":"\u0007!"}"##)
    #expect(document.body == "a b c\td\ne")
    #expect(document.strings("x") == [" !"])
  }

  @Test func linesMayEndInManyWays() {
    let text = "\n  \r\n{\"id\":1}\r\n\n{\"id\":2}\n\t\n{\"id\":3}"
    #expect(events(text, as: .jsonl).documents.map(\.id) == ["1", "2", "3"])
  }

  @Test func aBadRecordIsSkippedAndTheNextRead() {
    let all = events("{\"id\":1}\n{\"id\":2,}\n{\"id\":3}\n", as: .jsonl)
    #expect(all.documents.map(\.id) == ["1", "3"])
    #expect(
      all.problems == [
        SourceProblem(
          source: "test", location: .line(2),
          reason: "byte 8 of the line: unexpected '}' where a key is wanted", severity: .recordSkipped)
      ])
  }

  @Test(arguments: [
    #"{"title":{"a":1}}"#, #"{"text":["a"]}"#, #"{"rating":true}"#, #"{"id":[1]}"#, #"{"tags":[1,2]}"#,
    #"{"date":false}"#, "42", "null", "\"text\"",
  ])
  func aWrongTypeIsToldAndSkipped(line: String) throws {
    let problem = try rejection(line)
    #expect(problem.severity == .recordSkipped)
    #expect(problem.reason.contains("wanted"))
  }

  @Test func anotherNameWhoseValueDoesNotFitIsAnAttribute() throws {
    let document = try document(#"{"user":{"login":"anna","id":3},"review":{"stars":2},"text":"t"}"#)
    #expect(document.author == nil)
    #expect(document.strings("user.login") == ["anna"])
    #expect(document.attribute("review.stars") == .number(2))
  }

  @Test func anIDTheIndexCannotHoldIsToldAndSkipped() throws {
    #expect(try document("{\"id\":\"\(String(repeating: "x", count: 480))\"}").id.utf8.count == 480)
    let problem = try rejection("{\"id\":\"\(String(repeating: "x", count: 481))\"}")
    #expect(problem.reason == "id of 481 bytes, longer than 480")
  }

  @Test func invalidUTF8IsToldAndSkipped() {
    let bytes = Array("{\"id\":1}\n{\"text\":\"caf".utf8) + [0xE9] + Array("\"}\n{\"id\":3}".utf8)
    let all = events(bytes, as: .jsonl)
    #expect(all.documents.map(\.id) == ["1", "3"])
    #expect(all.problems.map(\.location) == [.line(2)])
    #expect(all.problems.first?.reason.hasPrefix("byte 8 ") == true)
  }

  @Test func anArrayIsToldFromJSONLines() throws {
    for text in ["[{\"id\":1},\n{\"id\":2}]", " \n [\n{\"id\":1}]"] {
      let problem = try rejection(text)
      #expect(problem.severity == .fileSkipped)
      #expect(problem.reason.contains("JSON Lines"))
    }
  }

  @Test func deepNestingDoesNoHarm() throws {
    let problem = try rejection("{\"a\":" + String(repeating: "[", count: 100_000))
    #expect(problem.reason.contains("nested deeper than 64"))
  }

  @Test func aRecordOver64MegabytesIsSkippedWithoutHoldingIt() {
    var parser = SourceFormat.jsonl.parser(source: "test", SourceOptions())
    var all: [SourceEvent] = []
    parser.consume(Array("{\"id\":1}\n{\"id\":2,\"text\":\"".utf8), into: &all)
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<100 { parser.consume(block, into: &all) }
    parser.consume(Array("\"}\n{\"id\":3}\n".utf8), into: &all)
    parser.finish(isCut: false, into: &all)
    #expect(all.documents.map(\.id) == ["1", "3"])
    #expect(
      all.problems == [
        SourceProblem(
          source: "test", location: .line(2), reason: "record longer than 64 MB", severity: .recordSkipped)
      ])
  }
}
