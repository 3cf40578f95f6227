import FTSAnalysis
import FTSAutomata
import FTSQuery

/// What a query looks for in the texts of one language.
///
/// A word of the query matches wherever it occurs; the words of a phrase, and words near each other, where they stand
/// as they are to.
struct SoughtWords {
  /// Several terms, by their numbers among those looked for.
  private enum Group {
    case phrase([Int])
    case near(NearCounter)
  }

  /// The place of the language among those of the index; `nil` where it has but one.
  private let language: Int?
  /// By number of a term in the vocabulary: its number among those looked for.
  private var numbers: [UInt32: Int] = [:]
  /// A bit for the lower six of each number in `numbers`, which most others do not have.
  private var sieve: UInt64 = 0
  /// What each of the terms is worth.
  private var weights: [Float] = []
  /// Whether each of the terms matches by itself.
  private var isAlone: [Bool] = []
  /// Terms that are sought for the character they begin with, which alone is marked.
  private var characters: Set<Int> = []
  private var groups: [Group] = []
  /// As `weights`, in whole numbers, whose sums are the same in any order.
  private(set) var worths: [Int] = []

  /// - Parameters:
  ///   - language: as above.
  ///   - vocabulary: numbers the forms and terms of texts; kept from search to search, it spares stemming the same words
  ///     again.
  init(_ plan: QueryPlan, _ weight: QueryWeight, language: Int?, _ vocabulary: inout Vocabulary) {
    self.language = language
    // Passages are of the body.
    for (clause, weighted) in zip(plan.clauses, weight.clauses)
    where clause.isWanted && (clause.field ?? .body) == .body {
      let places = zip(clause.terms, weighted.terms).map { place, term in
        let terms = if case .term(let term) = place { [term] } else { term.expansion?.terms ?? [] }
        return terms.filter { language == nil || Tokenizer.language(of: $0.span) == language }
          .map { vocabulary.number(ofTerm: $0) }
      }
      let terms = places.map { number($0, worth: clause.scores ? weighted.weight : weighted.idf) }
      for (term, number) in zip(clause.terms, terms) where Self.isCharacter(term) {
        characters.insert(number)
      }
      if let near = clause.near {
        groups.append(.near(NearCounter(terms, slop: near.slop, isOrdered: near.isOrdered)))
      } else if terms.count > 1 {
        groups.append(.phrase(terms))
      } else {
        for term in places[0] { if let number = numbers[term] { isAlone[number] = true } }
      }
    }
    let greatest = max(weights.max() ?? 0, .leastNormalMagnitude)
    worths = weights.map { max(1, Int($0 / greatest * 1_000_000)) }
  }

  /// The number of a term, or of several that count as one, among those looked for, from now on if it is new. Of
  /// several, those that are known as others stay what they are.
  private mutating func number(_ terms: [UInt32], worth: Float) -> Int {
    if terms.count == 1, let number = numbers[terms[0]] { return number }
    for term in terms where numbers[term] == nil {
      numbers[term] = weights.count
      sieve |= 1 << UInt64(term & 63)
    }
    weights.append(worth)
    isAlone.append(false)
    return weights.count - 1
  }

  /// Whether a single character of a script without spaces is sought.
  private static func isCharacter(_ term: QueryTerm) -> Bool {
    guard case .expansion(.wildcard(let pattern)) = term, pattern.pieces.count == 2,
      case .literal(let text) = pattern.pieces[0], pattern.pieces[1] == .many
    else { return false }
    return Tokenizer.unspacedCharacters(of: text.utf8.span) == 1
  }

  /// Where a text in their language has them, as the query wants them. `vocabulary` is that of `init`.
  func matches(
    in text: Span<UInt8>, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary
  ) -> [MatchedWord] {
    var words: [MatchedWord] = []
    var place = 0
    tokenizer.forEachToken(in: text, language: language ?? 0) { form, start, end in
      let term = vocabulary.termNumber(of: form, tokenizer)
      if let last = words.last, start < last.range.upperBound, characters.contains(last.term) {
        words[words.count - 1].range = last.range.lowerBound..<start
      }
      if sieve >> UInt64(term & 63) & 1 != 0, let number = numbers[term] {
        words.append(MatchedWord(range: start..<end, place: place, term: number))
      }
      place += 1
    }
    if groups.isEmpty { return words }
    var matches = words.map { isAlone[$0.term] }
    for group in groups {
      switch group {
      case .phrase(let terms): Self.mark(terms, in: words, &matches)
      case .near(let counter): Self.mark(counter, in: words, &matches)
      }
    }
    return zip(words, matches).filter(\.1).map(\.0)
  }

  /// Marks the words of a phrase wherever it stands among the words looked for.
  private static func mark(_ phrase: [Int], in words: [MatchedWord], _ matches: inout [Bool]) {
    guard words.count >= phrase.count else { return }
    for first in 0...words.count - phrase.count {
      let isPhrase = phrase.indices.allSatisfy { index in
        words[first + index].term == phrase[index] && words[first + index].place == words[first].place + index
      }
      if isPhrase { for index in phrase.indices { matches[first + index] = true } }
    }
  }

  /// Marks the words near each other in every match that is counted.
  private static func mark(_ counter: NearCounter, in words: [MatchedWord], _ matches: inout [Bool]) {
    var counter = counter
    let sought = Set(counter.words)
    for last in words.indices {
      guard let start = counter.add(words[last].term, at: words[last].place) else { continue }
      for index in (0...last).reversed() {
        if words[index].place < start { break }
        if sought.contains(words[index].term) { matches[index] = true }
      }
    }
  }
}
