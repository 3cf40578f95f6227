import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct XMLRepairTests {
  private static let encodings = [
    nil, "UTF-8", "utf8", "ISO-8859-1", "windows-1251", "KOI8-R", "Shift_JIS", "EUC-KR", "GB18030", "Big5",
    "ISO-2022-JP", "UTF-7", "ISO-2022-CN-EXT", "UTF08", "none", "",
  ]

  @Test(arguments: Seeds.all) func aTextIsMendedToTheSameUTF8WhereverItIsCut(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let parts = [
      "+m>", "\u{1B}$B", "\u{E}", "&#x0E;", "&#10;", "&#1;", "&", "#", ";", "x", "é", "&amp;", "&#", "\u{1}",
      "0", "\n",
    ]
    for encoding in Self.encodings {
      let declaration = encoding.map { "<?xml version='1.0' encoding=\"\($0)\"?>" } ?? ""
      for _ in 0..<50 {
        var bytes = Array((declaration + "<a>").utf8)
        for _ in 0..<20 {
          if Bool.random(using: &generator) {
            bytes += parts.randomElement(using: &generator)!.utf8
          } else {
            bytes.append(UInt8.random(in: .min ... .max, using: &generator))
          }
        }
        var whole = XMLRepair()
        let expected = whole.mend(bytes, isLast: true)
        #expect((try? UTF8Span(validating: expected.span)) != nil)
        var repair = XMLRepair()
        var mended: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Int.random(in: 1...9, using: &generator))
          rest = rest.dropFirst(piece.count)
          mended += repair.mend(Array(piece), isLast: rest.isEmpty)
        }
        #expect(mended == expected, "seed \(seed): \(bytes)")
        #expect(
          repair.warning?.line == whole.warning?.line && repair.warning?.reason == whole.warning?.reason)
      }
    }
  }

  @Test(
    arguments: [
      ("<?xml version='1.0' encoding='KOI8-R'?>", [0xC6, 0xC9, 0xCC, 0xD8, 0xCD], "фильм"),
      ("<?xml version=\"1.0\" encoding = \"shift_jis\" ?>", [0x89, 0x66, 0x89, 0xE6], "映画"),
      ("<?xml version='1.0' encoding='ISO-8859-1'?>", [0x63, 0x61, 0x66, 0xE9], "café"),
      // An element's name is no declaration.
      ("<encoding a='koi8-r'>", [0x63, 0x61, 0x66, 0xC3, 0xA9], "café"),
    ] as [(String, [UInt8], String)])
  func aTextInTheEncodingItDeclaresBecomesUTF8WithoutAWarning(head: String, text: [UInt8], expected: String) {
    var repair = XMLRepair()
    let mended = repair.mend(Array(head.utf8) + text, isLast: true)
    #expect(String(decoding: mended, as: UTF8.self) == head + expected)
    #expect(repair.warning == nil)
  }

  @Test func anEncodingNobodyKnowsIsNamedInAWarning() {
    var repair = XMLRepair()
    let mended = repair.mend(
      Array("<?xml version='1.0' encoding='UTF08'?>\n\n<a>caf".utf8) + [0xE9], isLast: true)
    #expect(String(decoding: mended, as: UTF8.self).hasSuffix("<a>café"))
    #expect(repair.warning?.line == 1)
    #expect(repair.warning?.reason == "encoding \"utf08\" is not known; read as UTF-8 or Windows-1252")
  }
}
