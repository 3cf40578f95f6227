import FTSAnalysis
import FTSAutomata

/// What stands in one place of a clause.
enum QueryTerm: Hashable {
  /// A term of the index.
  case term([UInt8])
  /// The terms of all forms that a pattern describes, which count as one term.
  indirect case expansion(FormPattern)
  /// Terms that mean the same and count as one, ascending: synonyms, or the stems of a word in the languages of the index.
  case synonyms([[UInt8]])

  /// The terms of all forms that begin so.
  static func beginning(with form: String) -> QueryTerm {
    .expansion(.wildcard(WildcardPattern([.literal(form), .many])))
  }

  /// The terms as words, without the marks of their languages, each once; none of a pattern.
  var words: [String] {
    let terms: [[UInt8]]
    switch self {
    case .term(let term): terms = [term]
    case .expansion: terms = []
    case .synonyms(let synonyms): terms = synonyms
    }
    var words: [String] = []
    for term in terms {
      let word = String(decoding: term.prefix(Tokenizer.wordLength(of: term.span)), as: UTF8.self)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// As a query says it, without quotes.
  var description: String {
    switch self {
    case .expansion(let pattern): return pattern.description
    case .term, .synonyms:
      let words = words
      return words.count == 1 ? words[0] : "(" + words.joined(separator: " OR ") + ")"
    }
  }
}
