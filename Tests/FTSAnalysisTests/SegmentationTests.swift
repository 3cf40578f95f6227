import FTSTestSupport
import Testing

@testable import FTSAnalysis

@Suite struct SegmentationTests {
  @Test(
    "words lie where the rules of UAX #29, as tailored, put them",
    arguments: [
      ("WB3a, WB3b", "a\r\nb\nc", ["a", "b", "c"]),
      ("WB3c", "👨‍👩‍👧‍👦 👩🏽‍🚀", ["👨‍👩‍👧‍👦", "👩🏽‍🚀"]),
      ("WB4", "e\u{301}te\u{301} sof\u{AD}t", ["e\u{301}te\u{301}", "sof\u{AD}t"]),
      ("WB4 with WB6", "don'\u{301}t", ["don'\u{301}t"]),
      ("WB5", "Weltanschauung привет", ["Weltanschauung", "привет"]),
      (
        "WB6, WB7", "don't don’t donʼt don′t rock‘n’roll",
        ["don't", "don’t", "donʼt", "don′t", "rock‘n’roll"]
      ),
      ("WB6 wants a letter", "dogs' 'tis a''b 'x'", ["dogs", "tis", "a", "b", "x"]),
      ("WB7a", "צ' abc'", ["צ'", "abc"]),
      ("WB7b, WB7c", "צה\"ל a\"b", ["צה\"ל", "a", "b"]),
      ("WB8", "2001", ["2001"]),
      ("WB9, WB10", "mp3 3D 80s a1b2", ["mp3", "3D", "80s", "a1b2"]),
      (
        "WB11, WB12", "3.14 1,000,000 1. 2 .5 1..2 7;8",
        ["3.14", "1,000,000", "1", "2", "5", "1", "2", "7;8"]
      ),
      ("pairs of Katakana", "カタカナ", ["カタ", "タカ", "カナ", "ナ"]),
      ("WB15, WB16", "🇫🇷🇩🇪🇮🇹", ["🇫🇷", "🇩🇪", "🇮🇹"]),
      ("pairs of ideographs, Hiragana and Katakana", "日本ひラ", ["日本", "本ひ", "ひラ", "ラ"]),
      ("pairs of syllables", "한국어 위키", ["한국", "국어", "어", "위키", "키"]),
      ("a character alone", "왕 (왕) 人々", ["왕", "왕", "人々", "々"]),
      (
        "no pairs with other letters and digits", "K팝 1924년에 A형b",
        ["K", "팝", "1924", "년에", "에", "A", "형", "b"]
      ),
      ("Thai letters carry their marks", "ก่ข", ["ก่ข", "ข"]),
      (
        "letters of syllables", "\u{1112}\u{1161}\u{11AB}\u{1100}",
        ["\u{1112}\u{1161}\u{11AB}\u{1100}", "\u{1100}"]
      ),
      ("fillers are not seen", "가\u{3164}나", ["가\u{3164}나", "나"]),
      ("full stops do not join letters", "end.Start e.g. U.S.A.", ["end", "Start", "e", "g", "U", "S", "A"]),
      ("colons do not join letters", "http://foo.com foo:bar", ["http", "foo", "com", "foo", "bar"]),
      ("underscores separate", "snake_case _x_ 1_2", ["snake", "case", "x", "1", "2"]),
      ("apostrophes do not join digits", "5'10 90's", ["5", "10", "90", "s"]),
      ("the middle dot joins letters", "col·legi", ["col·legi"]),
      ("emoji stand alone", "good👍ok ❤️❤", ["good", "👍", "ok", "❤️", "❤"]),
      ("typographic signs are no words", "Acme™ © 2001 ★★ → ‼", ["Acme", "2001"]),
      ("nothing to find", ":) !!!! — … \u{300}\u{200D}", []),
      ("a token begins at its first letter", "˂abc", ["abc"]),
    ])
  func rules(rule: String, text: String, expected: [String]) {
    #expect(words(text) == expected, "\(rule)")
  }

  @Test("words are those of a segmenter written rule by rule", arguments: Seeds.all)
  func agreesWithReference(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<1_500 {
      let text = random.scalars(of: RandomText.unicode, upTo: 24)
      let expected = ReferenceSegmenter(text).tokens()
      let found = formsWithoutFastPath(Array(text.utf8), language: "english").map { $0.start..<$0.end }
      // A token is left out if it folds to nothing; only the Hangul filler, a letter without a shape, does.
      let missing = Set(expected).subtracting(found).map { Array(text.utf8)[$0] }
      #expect(
        missing.allSatisfy { String(decoding: $0, as: UTF8.self).unicodeScalars.contains("\u{3164}") },
        "seed \(seed): \(text.unicodeScalars.map(\.value))")
      #expect(found == expected.filter(Set(found).contains), "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("the fast path gives what the general path gives", arguments: Seeds.all)
  func fastPath(seed: UInt64) {
    var random = RandomText(seed: seed)
    for language in ["english", "french"] {
      for round in 0..<2_000 {
        let alphabet = round % 2 == 0 ? RandomText.ascii : RandomText.unicode
        let text = random.scalars(of: alphabet, upTo: 40)
        let bytes = Array(text.utf8)
        #expect(
          forms(bytes, by: language) == formsWithoutFastPath(bytes, language: language),
          "seed \(seed): \(text.debugDescription)")
      }
    }
  }

  @Test("the simple analyzer gives runs of ASCII letters and digits", arguments: Seeds.all)
  func simple(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<500 {
      let bytes = random.bytes(upTo: 60)
      let isWord = { (byte: UInt8) in
        let scalar = Unicode.Scalar(byte)
        return scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      }
      let expected = bytes.indices.split { !isWord(bytes[$0]) }.map { run in
        Form(
          form: String(decoding: run.map { bytes[$0] }, as: UTF8.self).lowercased(),
          start: run.first!, end: run.last! + 1)
      }
      #expect(forms(bytes, by: "simple") == expected, "seed \(seed): \(bytes)")
    }
  }

  @Test(
    "the whitespace analyzer gives what Unicode strings split at ASCII white space and controls",
    arguments: Seeds.all)
  func whitespace(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<500 {
      let text = random.scalars(of: RandomText.unicode + Array(" \t\n\u{1}\u{1F}".unicodeScalars), upTo: 60)
      let expected = text.unicodeScalars.split { $0.value <= 0x20 }.map {
        String(Substring($0))
      }
      #expect(
        forms(Array(text.utf8), by: "whitespace").map(\.form) == expected,
        "seed \(seed): \(text.debugDescription)")
    }
  }
}
