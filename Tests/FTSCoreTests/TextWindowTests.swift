import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct TextWindowTests {
  @Test(arguments: Seeds.all) func cutsAnyTextBetweenScalarsNearWhatItIsAskedFor(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scalars: [Unicode.Scalar] = ["a", "é", "漢", "🎬", " ", " ", "\n", ".", "\u{301}", "\r", ">"]
    for round in 0..<200 {
      var text = ""
      for _ in 0..<generator.number(1...700) {
        text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
      }
      let bytes = Array(text.utf8)
      // A word of one character, which is to be shown; the mark of a quoted line may be left out.
      let words = bytes.indices.filter {
        bytes[$0] > 0x20 && bytes[$0] != UInt8(ascii: ">") && bytes[$0] & 0xC0 != 0x80
      }
      guard let start = words.randomElement(using: &generator) else { continue }
      let end = bytes[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
      let size = generator.number(30...300)
      let quotes = QuotedLines(bytes.span)
      let bounds = quotes.run(around: start)
      let window = TextWindow(bytes.span, around: start..<end, within: bounds, size: size)
      let context: Comment = "seed \(seed), round \(round), at \(start) of \(bytes.count), size \(size)"
      #expect(window.contains(start..<end), context)
      #expect(window.range.count <= size, context)
      #expect(bytes.count <= size || bounds.contains(window.range), context)
      let snippet = window.snippet(bytes.span, highlights: [start..<end], quotes)
      #expect(!snippet.text.contains("\u{FFFD}"), context)
      #expect(!snippet.text.utf8.contains { $0 < 0x20 }, context)
      #expect(snippet.text.utf8.count <= size + 10, context)
      #expect(snippet.highlights.count == 1, context)
      for range in snippet.highlights {
        #expect(Array(snippet.text.utf8)[range].elementsEqual(bytes[start..<end]), context)
      }
      if bytes.count <= size {
        let marks: Set<UInt8> = [UInt8(ascii: ">")]
        #expect(
          snippet.text.utf8.filter { $0 > 0x20 && !marks.contains($0) }
            == bytes.filter { $0 > 0x20 && !marks.contains($0) }, context)
      }
    }
  }

  private static func passage(_ text: String, around core: String, size: Int) -> String {
    let bytes = Array(text.utf8)
    let start = bytes.firstRange(of: Array(core.utf8))?.lowerBound ?? 0
    let quotes = QuotedLines(bytes.span)
    return TextWindow(
      bytes.span, around: start..<start + core.utf8.count, within: quotes.run(around: start), size: size
    ).snippet(bytes.span, highlights: [], quotes).text
  }

  @Test(arguments: [
    // Whole sentences from that of the core on, as many as fit.
    ("core", 40, "… The core is here. So it is. …"),
    ("core", 45, "… The core is here. So it is. And this, too."),
    // Room at the end is for what comes before.
    ("too", 43, "… The core is here. So it is. And this, too."),
    // A sentence that is too long is cut between words.
    ("quick", 40, "Once there was a brown and very quick …"),
    ("jumped", 38, "… fox, which jumped over it all and went …"),
  ])
  func sentencesAreWholeWhereTheyFit(core: String, size: Int, expected: String) {
    let long = "Once there was a brown and very quick fox, which jumped over it all and went on for ever."
    let text =
      core == "quick" || core == "jumped" ? long : "Nothing yet. The core is here. So it is. And this, too."
    #expect(Self.passage(text, around: core, size: size) == expected)
  }

  @Test func whatIsQuotedStaysApart() {
    let text = "> They said this. And that\n> on two lines.\nI do not think so. Not at all.\n> Well?\nNo."
    #expect(Self.passage(text, around: "think", size: 60) == "… I do not think so. Not at all. …")
    #expect(Self.passage(text, around: "lines", size: 60) == "> They said this. And that on two lines. …")
    #expect(Self.passage(text, around: "that", size: 30) == "… > And that on two lines. …")
    #expect(Self.passage(text, around: "Well", size: 60) == "… > Well? …")
  }
}
