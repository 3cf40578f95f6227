import FTSTestSupport
import Testing

@testable import FTSAutomata

@Suite struct AutomatonTests {
  /// Few letters, of every length in UTF-8, so that random words are often near each other.
  private static let letters: [Unicode.Scalar] = ["a", "b", "c", "é", "ж", "映", "😀"]

  private func word(_ length: ClosedRange<Int>, _ generator: inout SeededGenerator) -> [Unicode.Scalar] {
    (0..<Int.random(in: length, using: &generator)).map { _ in
      Self.letters.randomElement(using: &generator)!
    }
  }

  private func string(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

  @Test(arguments: Seeds.all) func `edits are those of the table`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let base = word(0...8, &generator)
      for distance in 0...2 {
        var automaton = Automaton(editsOf: string(base), distance: distance)
        for _ in 0..<100 {
          // A word, or the base after a few changes.
          var other = Bool.random(using: &generator) ? base : word(0...9, &generator)
          for _ in 0..<Int.random(in: 0...3, using: &generator) { change(&other, &generator) }
          let expected = editDistance(base, other) <= distance
          let found = automaton.matches(string(other))
          #expect(
            found == expected,
            "seed \(seed), round \(round): \(string(base)) ~\(distance) \(string(other))")
        }
      }
    }
  }

  private func change(_ word: inout [Unicode.Scalar], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0...word.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: word.insert(Self.letters.randomElement(using: &generator)!, at: place)
    case 1 where place < word.count: word.remove(at: place)
    case 2 where place < word.count: word[place] = Self.letters.randomElement(using: &generator)!
    case 3 where place + 1 < word.count: word.swapAt(place, place + 1)
    default: break
    }
  }

  @Test func `neighbours exchanged are one edit, and are not edited again`() {
    var one = Automaton(editsOf: "ca", distance: 1)
    let isOneEdit = one.matches("ac")
    #expect(isOneEdit)
    var two = Automaton(editsOf: "ca", distance: 2)
    // Two by the unrestricted distance, three by this one.
    let isTwoEdits = two.matches("abc")
    #expect(!isTwoEdits)
    #expect(editDistance(["c", "a"], ["a", "b", "c"]) == 3)
  }

  @Test(arguments: Seeds.all) func `wildcards match what trying every gap does`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let pieces = (0..<Int.random(in: 1...5, using: &generator)).map { _ -> WildcardPattern.Piece in
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: .one
        case 1: .many
        default: .literal(string(word(1...2, &generator)))
        }
      }
      let pattern = WildcardPattern(pieces)
      #expect(WildcardPattern(pattern.description) == pattern, "seed \(seed): \(pattern)")
      var automaton = Automaton(pattern)
      for _ in 0..<20 {
        let text = word(0...7, &generator)
        let found = automaton.matches(string(text))
        #expect(
          found == matches(pattern.pieces[...], text[...]),
          "seed \(seed): \(pattern) \(string(text))")
      }
    }
  }

  @Test(arguments: Seeds.all) func `expressions match what backtracking does`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      let source = expression(3, &generator)
      let pattern = try RegexPattern(source)
      var automaton = Automaton(pattern)
      for _ in 0..<20 {
        let text = word(0...6, &generator)
        let found = automaton.matches(string(text))
        #expect(
          found == ends(pattern.syntax, text, from: 0).contains(text.count),
          "seed \(seed): /\(source)/ \(string(text))")
      }
    }
  }

  private func expression(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    let kind = Int.random(in: 0..<(depth > 0 ? 10 : 4), using: &generator)
    switch kind {
    case 0: return "."
    case 1: return ["[a-c]", "[^b]", "[é-я]", "[^a-b映]"].randomElement(using: &generator)!
    case 2...3: return string(word(1...2, &generator))
    case 4: return "(" + expression(depth - 1, &generator) + "|" + expression(depth - 1, &generator) + ")"
    case 5: return "(" + expression(depth - 1, &generator) + ")*"
    case 6: return "(" + expression(depth - 1, &generator) + ")+"
    case 7:
      return "(" + expression(depth - 1, &generator) + ")" + ["?", "{2}", "{1,3}", "{2,}", "{0,2}"]
        .randomElement(using: &generator)!
    default: return expression(depth - 1, &generator) + expression(depth - 1, &generator)
    }
  }

  @Test func `byte runs hold exactly the scalars of a range`() {
    var generator = SeededGenerator(seed: 1)
    let edges: [UInt32] = [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x10_FFFF]
    for _ in 0..<200 {
      let near = { (generator: inout SeededGenerator) -> UInt32 in
        let edge =
          Int64(edges.randomElement(using: &generator)!) + Int64.random(in: -70...70, using: &generator)
        return UInt32(max(0, min(0x10_FFFF, edge)))
      }
      let (a, b) = (near(&generator), near(&generator))
      let runs = UTF8Ranges.runs(of: min(a, b)...max(a, b))
      for edge in edges {
        for value in max(70, edge) - 70...min(0x10_FFFF, edge + 70) {
          guard let scalar = Unicode.Scalar(value) else { continue }
          let bytes = Array(String(scalar).utf8)
          let isIn = runs.contains {
            $0.count == bytes.count && zip($0, bytes).allSatisfy { $0.contains($1) }
          }
          if isIn != (min(a, b)...max(a, b)).contains(value) { Issue.record("\(a)...\(b): \(value)") }
        }
      }
    }
  }

  @Test func `prefixes are what every match begins with`() throws {
    #expect(Automaton(WildcardPattern("medit*")).prefix == Array("medit".utf8))
    #expect(Automaton(WildcardPattern("été*x")).prefix == Array("été".utf8))
    #expect(Automaton(WildcardPattern("*x")).prefix == [])
    #expect(Automaton(try RegexPattern("abc(d|e)")).prefix == Array("abc".utf8))
    #expect(Automaton(try RegexPattern("ab?")).prefix == Array("a".utf8))
    #expect(Automaton(editsOf: "film", distance: 1).prefix == [])
    #expect(Automaton(editsOf: "film", distance: 0).prefix == Array("film".utf8))
  }
}
