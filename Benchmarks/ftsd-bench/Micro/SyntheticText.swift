import FTSTestSupport

/// Prose made of invented words: the same for the same seed, and statistically like real prose
/// where it matters to an engine. Frequencies follow Zipf's law, frequent words are short, and
/// sentences have capitals, commas and full stops. All ASCII, words of letters only, so that every
/// way of finding words finds the same.
struct SyntheticText {
  /// Distinct words, by rank of frequency.
  let words: [String]
  private let ranks: ZipfDistribution
  private var generator: SeededGenerator

  /// - Parameter vocabulary: distinct words, at least 1.
  init(vocabulary: Int = 20_000, seed: UInt64) {
    ranks = ZipfDistribution(count: vocabulary)
    generator = SeededGenerator(seed: seed)
    words = (0..<vocabulary).map(Self.word)
  }

  /// A word drawn by its frequency.
  mutating func nextWord() -> String { words[ranks.sample(using: &generator)] }

  /// Text of that many bytes at least, and a sentence more at most.
  mutating func nextText(bytes: Int) -> String {
    var text = ""
    while text.utf8.count < bytes {
      var sentence = nextWord()
      sentence = sentence.prefix(1).uppercased() + sentence.dropFirst()
      for _ in 0..<Int.random(in: 2...20, using: &generator) {
        sentence += Int.random(in: 0..<10, using: &generator) == 0 ? ", " : " "
        sentence += nextWord()
      }
      text += sentence + ". "
    }
    return text
  }

  /// Numbers below 100 for syllables, the lowest first: low ranks make short words.
  private static func word(rank: Int) -> String {
    let consonants = Array("tnshrdlcmfpgwybvkjxz")
    let vowels = Array("eaoiu")
    var word = ""
    var rest = rank + 1
    while rest > 0 {
      let digit = (rest - 1) % 100
      word.append(consonants[digit / 5])
      word.append(vowels[digit % 5])
      rest = (rest - 1) / 100
    }
    return word
  }
}
