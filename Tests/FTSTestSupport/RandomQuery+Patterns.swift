import FTSAutomata
public import FTSQuery

extension RandomQuery {
  /// A prefix, a word with gaps, a fuzzy word or a regular expression, made of a word, which is seldom absent.
  public func nextPattern(using generator: inout some RandomNumberGenerator) -> TextMatch {
    let word = makeWord(using: &generator)
    var characters = word.map(String.init)
    let place = Int.random(in: 0..<characters.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return .prefix(String(word.prefix(place + 1)))
    case 1:
      let gaps = ["?", "*", "\(characters[place])*", "?\(characters[place])", "*\(characters[place])*"]
      characters[place] = gaps.randomElement(using: &generator) ?? "?"
      return .wildcard(WildcardPattern(characters.joined()))
    case 2:
      let edited = ["", "z", characters[place] + "0"]
      if chance(0.7, using: &generator) {
        characters[place] = edited.randomElement(using: &generator) ?? ""
      }
      let distance = Int.random(in: 1...2, using: &generator)
      return .fuzzy(characters.joined().isEmpty ? word : characters.joined(), distance: distance)
    default:
      let expressions = [
        ".", "[0-9]", "[^a-m]", "(\(characters[place])|0)", "\(characters[place])+", "\(characters[place])?",
      ]
      characters[place] = expressions.randomElement(using: &generator) ?? "."
      guard let pattern = try? RegexPattern(characters.joined()) else { return .prefix(word) }
      return .regex(pattern)
    }
  }
}
