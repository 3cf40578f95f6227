import FTSTestSupport
import Testing

@testable import FTSAutomata

@Suite struct KeyFilterTests {
  /// Sorted by bytes, of few letters, so that neighbours share much.
  private func dictionary(_ generator: inout SeededGenerator) -> [[UInt8]] {
    let letters = Array("abcdefé映").map(String.init)
    // Some with a mark behind them, which is no part of what is matched.
    let marks = ["", "", "\u{1}", "\u{2}", "\u{1F}"]
    let words = (0..<2_000).map { _ in
      (0..<Int.random(in: 0...9, using: &generator)).map { _ in letters.randomElement(using: &generator)! }
        .joined() + marks.randomElement(using: &generator)!
    }
    return Set(words).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func automata(_ limit: Int) throws -> [Automaton] {
    [
      Automaton(editsOf: "abcde", distance: 1, stateLimit: limit),
      Automaton(editsOf: "fédab", distance: 2, stateLimit: limit),
      Automaton(WildcardPattern("ab*"), stateLimit: limit),
      Automaton(WildcardPattern("*é?"), stateLimit: limit),
      Automaton(try RegexPattern("(ab|cd)*[d-f].?"), stateLimit: limit),
      Automaton(try RegexPattern("映+"), stateLimit: limit),
      Automaton(try RegexPattern(""), stateLimit: limit),
    ]
  }

  private func text(_ key: [UInt8]) -> String {
    String(decoding: key.last.map { $0 < 32 } ?? false ? key.dropLast() : key[...], as: UTF8.self)
  }

  @Test(arguments: Seeds.all, [2, 5, 40, Automaton.stateLimit])
  func `reading through finds what every key by itself does`(seed: UInt64, limit: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let keys = dictionary(&generator)
    for (number, automaton) in try automata(limit).enumerated() {
      var alone = try automata(Automaton.stateLimit)[number]
      let expected = keys.filter { alone.matches(text($0)) }
      var filter = KeyFilter(automaton)
      var last: [UInt8] = []
      var found: [[UInt8]] = []
      for key in keys {
        let shared = Int.random(in: 0...zip(key, last).prefix { $0 == $1 }.count, using: &generator)
        let rest = key[shared...]
        if filter.matches(shared: shared, rest: rest.span) { found.append(key) }
        last = key
      }
      #expect(found == expected, "seed \(seed), automaton \(number)")
    }
  }

  @Test(arguments: Seeds.all) func `entering at the next candidate passes over no match`(seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: seed)
    let keys = dictionary(&generator)
    for (number, automaton) in try automata(Automaton.stateLimit).enumerated() {
      var alone = automaton
      let expected = keys.filter { alone.matches(text($0)) }
      var filter = KeyFilter(automaton)
      var found: [[UInt8]] = []
      var candidate: [UInt8]? = filter.firstCandidate
      var read = 0
      while let sought = candidate,
        let key = keys.first(where: { !$0.lexicographicallyPrecedes(sought) })
      {
        read += 1
        if filter.matches(shared: 0, rest: key.span) { found.append(key) }
        candidate = filter.nextCandidate()
        if let candidate { #expect(key.lexicographicallyPrecedes(candidate), "seed \(seed)") }
      }
      #expect(found == expected, "seed \(seed), automaton \(number)")
      #expect(read <= keys.count)
    }
  }
}
