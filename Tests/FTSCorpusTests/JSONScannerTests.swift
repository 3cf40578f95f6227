import FTSTestSupport
import Foundation
import Testing

@testable import FTSCorpus

@Suite struct JSONScannerTests {
  private func scan(_ text: String) throws -> JSONValue {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, in: 0..<bytes.count)
    return try scanner.scan()
  }

  @Test func readsEveryKindOfValue() throws {
    let value = try scan(#" {"a" : [1,-0.5e+3, true,false,null ,"x"], "b":{} , "c":[] } "#)
    #expect(
      value
        == .object([
          JSONMember(
            key: "a",
            value: .array([
              .number("1"), .number("-0.5e+3"), .bool(true), .bool(false), .null, .string("x"),
            ])),
          JSONMember(key: "b", value: .object([])), JSONMember(key: "c", value: .array([])),
        ]))
  }

  @Test func readsEveryEscape() throws {
    let value = try scan(#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00 long enough for a word""#)
    #expect(value == .string("\"\\/\u{8}\u{C}\n\r\tAé€😀 long enough for a word"))
  }

  @Test(arguments: [
    (#""\uD83D""#, "\u{FFFD}"), (#""\uDE00""#, "\u{FFFD}"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
    (#""\uD83Dx""#, "\u{FFFD}x"), (#""\uD83D\n""#, "\u{FFFD}\n"), (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"),
  ])
  func readsHalfASurrogatePairAsTheReplacementCharacter(text: String, expected: String) throws {
    #expect(try scan(text) == .string(expected))
  }

  @Test func tellsOfEscapedControlCharactersOnly() throws {
    for (text, expected) in [(#""\n\t\r""#, false), (#""\u0000""#, true), (#""\b""#, true)] {
      let bytes = Array(text.utf8)
      var scanner = JSONScanner(bytes, in: 0..<bytes.count)
      _ = try scanner.scan()
      #expect(scanner.hasControlCharacters == expected)
    }
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1 2]", "01", "-", "1.", ".5",
    "1e", "1e+", "+1", "tru", "nul", "NaN", "Infinity", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"",
    "\"a\nb\"", "\"a\u{1}b\"", "{} {}",
    "'a'", "[1]]", "// x", "\u{FEFF}1",
  ])
  func refusesWhatIsNotJSON(text: String) {
    #expect(throws: JSONSyntaxError.self) { try scan(text) }
  }

  @Test func tellsThePlaceOfAnError() {
    let error = #expect(throws: JSONSyntaxError.self) { try scan(#"{"a": 1, "b" 2}"#) }
    #expect(error == JSONSyntaxError(byte: 13, reason: "unexpected '2' where ':' is wanted"))
  }

  @Test func refusesBytesThatAreNotUTF8() {
    for middle: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      let bytes: [UInt8] = [0x22] + middle + [0x22]
      var scanner = JSONScanner(bytes, in: 0..<bytes.count)
      #expect(throws: JSONSyntaxError.self) { try scanner.scan() }
    }
  }

  @Test func limitsNesting() throws {
    let limit = JSONScanner.usualDepth
    for depth in [limit, limit + 1, 100_000] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(((try? scan(text)) != nil) == (depth <= limit), "depth \(depth)")
    }
  }

  @Test func readsOnlyItsRange() throws {
    let bytes = Array(#"xx{"a":"b"}yy"#.utf8)
    var scanner = JSONScanner(bytes, in: 2..<11)
    #expect(try scanner.scan() == .object([JSONMember(key: "a", value: .string("b"))]))
  }

  @Test func compactTextIsReadBackAsTheSameValue() throws {
    let value = try scan(#"{"a":[1,"\u0007\"\\\n😀",null,{"b":true}]}"#)
    #expect(try scan(value.compactText) == value)
  }

  /// Foundation reads the same texts, and accepts and refuses the same damaged ones.
  @Test(arguments: Seeds.all) func agreesWithFoundation(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      var text = Array(RandomJSON.value(depth: 0, &generator).utf8)
      if round % 2 == 1 { RandomBytes.mutate(&text, &generator) }
      // Where Foundation differs: it takes UTF-16 and UTF-32, and no halves of surrogate pairs.
      guard !text.contains(0) else { continue }
      let foundation = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
      var scanner = JSONScanner(text, in: 0..<text.count)
      let ours = try? scanner.scan()
      let shown = String(decoding: text, as: UTF8.self)
      // Where Foundation departs from the grammar: it refuses halves of surrogate pairs and numbers that
      // no Double holds, and takes a comma before some ends.
      if foundation == nil, let ours, RandomJSON.hasHugeNumber(ours) { continue }
      if foundation == nil, ours != nil, shown.lowercased().contains("\\ud") { continue }
      if foundation != nil, ours == nil, shown.contains(/,\s*[\]}]/) { continue }
      #expect((ours == nil) == (foundation == nil), "seed \(seed) round \(round): \(shown)")
      if let ours, let foundation {
        #expect(RandomJSON.isEqual(ours, foundation), "seed \(seed) round \(round): \(shown)")
      }
    }
  }
}
