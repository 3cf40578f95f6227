import FTSTestSupport
import Testing

@testable import FTSAnalysis

@Suite struct HostileInputTests {
  @Test(
    "any bytes give tokens in order, whole scalars, not empty, at most 255 bytes", arguments: Seeds.all
  )
  func randomBytes(seed: UInt64) {
    var random = RandomText(seed: seed)
    for analyzer in ["english", "simple", "whitespace", "french", "german", "turkish", "arabic"] {
      let tokenizer = Analyzer.named(analyzer)!.makeTokenizer()
      for _ in 0..<300 {
        let bytes = random.bytes(upTo: 80)
        var last = 0
        tokenizer.forEachToken(in: bytes.span) { form, start, end in
          let isPaired = Tokenizer.unspacedCharacters(of: form) > 0
          #expect(last <= start && start < end && end <= bytes.count, "seed \(seed): \(bytes)")
          // The second of a pair begins the next token.
          last = isPaired ? start + 1 : end
          #expect(String(validating: bytes[start..<end], as: UTF8.self) != nil, "seed \(seed): \(bytes)")
          #expect(1...255 ~= form.count, "seed \(seed): \(bytes)")
          tokenizer.withTerm(of: form) { term in
            #expect(1...255 ~= term.count, "seed \(seed): \(bytes)")
            var copy: [UInt8] = []
            for index in term.indices { copy.append(term[index]) }
            #expect(String(validating: copy, as: UTF8.self) != nil, "seed \(seed): \(bytes)")
          }
        }
      }
    }
  }

  @Test(
    "bytes that are not UTF-8 separate words",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8],
      [0xFF],
    ] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    let text = Array("ab".utf8) + bytes + Array("cd".utf8)
    #expect(forms(text, by: "english").map(\.form) == ["ab", "cd"])
    #expect(forms(text, by: "whitespace").map(\.form) == ["ab", "cd"])
  }

  @Test(
    "a long run of the same has as many tokens as it should, and time is not squared",
    arguments: [
      ("a", 1), ("é", 1), ("\u{301}", 0), ("\u{200D}", 0), ("'", 0), ("a'", 1), ("a’", 1), ("1,", 1),
      ("a''", nil),
      ("1.\u{301}", nil), ("a\u{301}'\u{200D}", 1), ("א\"", nil), ("👨\u{200D}", 1), ("🇫", nil),
      ("\u{1100}", 66_666), ("\u{1161}", 1), ("\u{AC00}\u{11A8}", 33_333), ("日", 66_666),
      ("ก\u{E48}", 33_333),
      ("日a", 100_000), ("\u{FF}", 1), ("\u{3164}", 0), ("ß", 1),
    ])
  func repeated(unit: String, count: Int?) {
    let bytes = Array(String(repeating: unit, count: 200_000 / unit.utf8.count).utf8)
    for analyzer in ["english", "french"] {
      let found = forms(bytes, by: analyzer)
      if let count { #expect(found.count == count, "\(analyzer)") }
      #expect(found.allSatisfy { 1...255 ~= $0.form.utf8.count })
    }
  }

  @Test("a long word is one token, and its term is cut between scalars")
  func longWords() {
    #expect(terms(String(repeating: "x", count: 300)) == [String(repeating: "x", count: 255)])
    #expect(terms(String(repeating: "X", count: 300)) == [String(repeating: "x", count: 255)])
    #expect(terms(String(repeating: "X", count: 300), by: "simple") == [String(repeating: "x", count: 255)])
    #expect(
      terms("1" + String(repeating: "ག", count: 100), by: "whitespace") == [
        "1" + String(repeating: "ག", count: 84)
      ])
    #expect(terms(String(repeating: "ག", count: 100)) == [String(repeating: "ག", count: 85)])
    #expect(terms(String(repeating: "གa", count: 100)) == [String(repeating: "གa", count: 63) + "ག"])
    #expect(words(String(repeating: "ག", count: 100) + " b").count == 2)
  }
}
