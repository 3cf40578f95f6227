import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct XMLReferencesTests {
  @Test(arguments: [
    ("a&#x0E;b", "a b"), ("&#14;", " "), ("&#x0A;&#10;&#9;&#x20;", "&#x0A;&#10;&#9;&#x20;"),
    ("&#xFFFE;&#xD800;&#x110000;", "   "), ("&#xfffd;&#x10FFFF;", "&#xfffd;&#x10FFFF;"), ("&#0;", " "),
    ("&#x0E", "&#x0E"), ("&amp;#x0E;", "&amp;#x0E;"), ("&#;&#x;&#-1;&#+1;&#xg;", "&#;&#x;&#-1;&#+1;&#xg;"),
    ("#x0E;", "#x0E;"), ("&#0000000000000000014;", "&#0000000000000000014;"), ("", ""),
  ])
  func referencesToWhatXMLForbidsBecomeSpaces(text: String, expected: String) {
    #expect(String(decoding: XMLReferences.mended(Array(text.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: Seeds.all) func referencesAreMendedWhereverTheTextIsCut(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let parts = ["&#x0E;", "&#10;", "&#1;", "&", "#", ";", "x", "é", "&amp;", "&#", "\u{1}", "0"]
    for _ in 0..<200 {
      let text = (0..<20).compactMap { _ in parts.randomElement(using: &generator) }.joined()
      let bytes = Array(("<a>" + text).utf8)
      var whole = XMLRepair()
      let expected = whole.mend(bytes, isLast: true)
      var repair = XMLRepair()
      var mended: [UInt8] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...9, using: &generator))
        rest = rest.dropFirst(piece.count)
        mended += repair.mend(Array(piece), isLast: rest.isEmpty)
      }
      #expect(mended == expected, "seed \(seed): \(text.debugDescription)")
    }
  }
}
