import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct TextWindowTests {
  @Test(arguments: Seeds.all) func cutsAnyTextBetweenScalarsNearWhatItIsAskedFor(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scalars: [Unicode.Scalar] = ["a", "é", "漢", "🎬", " ", " ", "\n", ".", "\u{301}", "\r"]
    for round in 0..<200 {
      var text = ""
      for _ in 0..<generator.number(1...700) {
        text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
      }
      let bytes = Array(text.utf8)
      // A word of one character, which is to be shown.
      let words = bytes.indices.filter { bytes[$0] > 0x20 && bytes[$0] & 0xC0 != 0x80 }
      guard let start = words.randomElement(using: &generator) else { continue }
      let end = bytes[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
      let size = generator.number(30...300)
      let window = TextWindow(bytes.span, around: start, lead: size / 4, size: size)
      let context: Comment = "seed \(seed), round \(round), at \(start) of \(bytes.count), size \(size)"
      #expect(window.contains(start..<end), context)
      let snippet = window.snippet(bytes.span, highlights: [start..<end])
      #expect(!snippet.text.contains("\u{FFFD}"), context)
      #expect(!snippet.text.utf8.contains { $0 < 0x20 }, context)
      #expect(snippet.text.utf8.count <= size + 8, context)
      #expect(snippet.highlights.count == 1, context)
      for range in snippet.highlights {
        #expect(Array(snippet.text.utf8)[range].elementsEqual(bytes[start..<end]), context)
      }
      if bytes.count <= size {
        #expect(snippet.text.utf8.filter { $0 > 0x20 } == bytes.filter { $0 > 0x20 }, context)
      }
    }
  }
}
