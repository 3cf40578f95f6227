import FTSAnalysis
import FTSAutomata
import FTSQuery

/// Turns what a query says of words into terms of an index and patterns of forms, by the index's analyzer.
///
/// Of scripts without spaces an index has each character together with the next. So a text in them is sought by its pairs in
/// a row; the last character alone, which is a word's end in an index, is left out where a pair has it, and where
/// it stands for itself it is sought as what tokens begin with.
struct QueryAnalyzer {
  /// Terms that are looked for in a row, or near each other, and what part of the weight of all is theirs.
  struct Alternative {
    var terms: [QueryTerm]
    var near: NearCounter?
    var share = 1.0
  }

  private let tokenizer: Tokenizer
  private let synonyms: SynonymMap?

  init(_ tokenizer: Tokenizer, _ synonyms: SynonymMap? = nil) {
    self.tokenizer = tokenizer
    self.synonyms = synonyms
  }

  /// What a match looks for: any of these; none where the analyzer leaves nothing of it.
  ///
  /// A fuzzy word is the word itself and, beside it, all words within its edits as one: so of two documents that are
  /// alike, the one with the word as it was typed scores more.
  func alternatives(_ match: TextMatch) -> [Alternative] {
    let alternatives =
      switch match {
      case .word(let text), .phrase(let text): withSynonyms(terms(of: text))
      case .near(let text, let slop, let isOrdered):
        [near(terms(of: text), slop: slop, isOrdered: isOrdered)]
      case .prefix(let text): [Alternative(terms: terms(ofPrefix: text))]
      case .wildcard(let pattern): [Alternative(terms: terms(of: pattern))]
      case .regex(let pattern): [Alternative(terms: [.expansion(.regex(pattern))])]
      case .fuzzy(let text, let distance):
        [
          Alternative(terms: terms(of: text), share: 0.5),
          Alternative(terms: fuzzyTerms(of: text, distance), share: 0.5),
        ]
      }
    return alternatives.filter { !$0.terms.isEmpty }
  }

  /// The terms of a text, in order.
  func terms(of text: String) -> [QueryTerm] {
    var terms: [QueryTerm] = []
    var last = LastToken()
    tokenizer.forEachToken(in: text.utf8.span) { form, start, end in
      last.update(form, start, end)
      terms.append(term(of: form))
    }
    if last.isPaired {
      terms.removeLast()
    } else if last.isCharacter, let character = terms.removeLast().words.first {
      terms.append(.beginning(with: character))
    }
    return terms
  }

  /// The forms of a text and the bytes in which they stand, without a last character that a pair has.
  func words(of text: String) -> [(form: String, range: Range<Int>)] {
    var words = tokens(of: text)
    if let last = words.last, words.count > 1, Tokenizer.unspacedCharacters(of: last.form.utf8.span) == 1,
      last.range.lowerBound < words[words.count - 2].range.upperBound
    {
      words.removeLast()
    }
    return words
  }

  /// What is known of the token that was seen last.
  private struct LastToken {
    /// Whether it is one character of a script without spaces.
    private(set) var isCharacter = false
    /// Whether it is, and the second of the pair before it.
    private(set) var isPaired = false
    private var end = 0

    mutating func update(_ form: Span<UInt8>, _ start: Int, _ end: Int) {
      isCharacter = Tokenizer.unspacedCharacters(of: form) == 1
      isPaired = isCharacter && start < self.end
      self.end = end
    }
  }

  /// Terms in a row, or what is looked for in their place: of single terms all as one.
  private func withSynonyms(_ terms: [QueryTerm]) -> [Alternative] {
    guard let alternatives = synonyms?.alternatives(to: terms) else { return [Alternative(terms: terms)] }
    return Self.grouped(alternatives)
  }

  /// Terms in a row and single terms, all of the latter as one.
  static func grouped(_ alternatives: [[QueryTerm]]) -> [Alternative] {
    var single: [[UInt8]] = []
    var grouped: [Alternative] = []
    for terms in alternatives {
      switch terms[0] {
      case .term(let term) where terms.count == 1:
        if !single.contains(term) { single.append(term) }
      case .synonyms(let own) where terms.count == 1: single += own.filter { !single.contains($0) }
      default: grouped.append(Alternative(terms: terms))
      }
    }
    single.sort { $0.lexicographicallyPrecedes($1) }
    switch single.count {
    case 0: return grouped
    case 1: return [Alternative(terms: [.term(single[0])])] + grouped
    default: return [Alternative(terms: [.synonyms(single)])] + grouped
    }
  }

  /// A word by itself is near itself.
  private func near(_ terms: [QueryTerm], slop: Int, isOrdered: Bool) -> Alternative {
    guard terms.count > 1 else { return Alternative(terms: terms) }
    var numbers: [QueryTerm: Int] = [:]
    for term in terms where numbers[term] == nil { numbers[term] = numbers.count }
    return Alternative(
      terms: terms, near: NearCounter(terms.compactMap { numbers[$0] }, slop: slop, isOrdered: isOrdered))
  }

  /// The last word of the text is the one that may differ; a single character of a script without spaces may not.
  private func fuzzyTerms(of text: String, _ distance: Int) -> [QueryTerm] {
    let words = words(of: text)
    guard let last = words.last, Tokenizer.unspacedCharacters(of: last.form.utf8.span) != 1 else { return [] }
    return words.dropLast().map { term(of: $0.form) } + [.expansion(.fuzzy(last.form, distance: distance))]
  }

  /// Text in scripts without spaces is sought as it is: words begin anywhere in it, and end anywhere.
  private func terms(ofPrefix text: String) -> [QueryTerm] {
    if let last = tokens(of: text).last, last.range.upperBound == text.utf8.count,
      Tokenizer.unspacedCharacters(of: last.form.utf8.span) > 0
    {
      return terms(of: text)
    }
    return terms(of: WildcardPattern([.literal(text), .many]))
  }

  /// Where the analyzer takes the pattern apart, it is as many words; one that may be any is none.
  private func terms(of pattern: WildcardPattern) -> [QueryTerm] {
    var terms: [QueryTerm] = []
    var word: [WildcardPattern.Piece] = []
    func endWord() {
      if case .literal(let form) = word.first, word.count == 1 {
        terms.append(term(of: form))
      } else if !word.isEmpty, word != [.many] || !hasLiteral {
        terms.append(.expansion(.wildcard(WildcardPattern(word))))
      }
      word = []
    }
    let hasLiteral = pattern.pieces.contains { if case .literal = $0 { true } else { false } }
    for piece in pattern.pieces {
      guard case .literal(let text) = piece else {
        word.append(piece)
        continue
      }
      let words = tokens(of: text)
      if Self.separates(text.utf8.prefix(words.first?.range.lowerBound ?? 0)) { endWord() }
      for (index, own) in words.enumerated() {
        if index > 0 { endWord() }
        word.append(.literal(own.form))
      }
      if Self.separates(text.utf8.dropFirst(words.last?.range.upperBound ?? 0)) { endWord() }
    }
    endWord()
    return terms
  }

  /// Whether words end at what the analyzer leaves out of a text: they do not at apostrophes.
  private static func separates(_ omitted: Substring.UTF8View) -> Bool {
    Substring(omitted).unicodeScalars.contains { $0 != "'" && $0 != "’" }
  }

  /// The forms of a text and the bytes in which they stand.
  private func tokens(of text: String) -> [(form: String, range: Range<Int>)] {
    var words: [(String, Range<Int>)] = []
    tokenizer.forEachToken(in: text.utf8.span) { form, start, end in
      // SAFETY: the bytes are copied within the closure.
      words.append((unsafe form.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }, start..<end))
    }
    return words
  }

  private func term(of form: String) -> QueryTerm { term(of: form.utf8.span) }

  /// The stems in all languages of the index, which count as one.
  private func term(of form: Span<UInt8>) -> QueryTerm {
    let languages = tokenizer.analyzer.languages.indices
    if languages.count == 1 { return .term(stem(of: form, language: 0)) }
    var terms: [[UInt8]] = []
    for language in languages { terms.append(stem(of: form, language: language)) }
    return .synonyms(terms.sorted { $0.lexicographicallyPrecedes($1) })
  }

  private func stem(of form: Span<UInt8>, language: Int) -> [UInt8] {
    tokenizer.withTerm(of: form, language: language) { term in
      // SAFETY: the bytes are copied within the closure.
      unsafe term.withUnsafeBytes { unsafe Array($0) }
    }
  }
}
