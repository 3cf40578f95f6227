/// Turns UTF-8 into forms, and forms into terms.
///
/// A **form** is the word as it stands in the text, made comparable: lower case, canonically composed, without
/// soft hyphens, joiners and variation selectors, without the apostrophes inside it ("don't", "don’t" and
/// "dont" have one form). In English the diacritics are folded and a possessive 's is taken off; in other
/// languages the accents stay, since their stemmers need them. In French, Italian and Catalan an elided article
/// is dropped ("l'homme"). A **term** is what is indexed: the stem of a form, without diacritics in every
/// language. So "café" and "cafe" are one term in English; elsewhere they are wherever the stemmer treats both
/// spellings alike. Forms that contain a digit or an emoji are not stemmed. No word is left out.
///
/// Scripts without spaces between words, and Hangul, where particles are attached to words, have no words here: each
/// character is a token together with the next, the last of a run alone ("서울에서" has the forms "서울", "울에", "에서" and "서").
///
/// The analyzers that are no language have no such rules: their forms are their terms.
///
/// Forms and terms have 1 to 255 bytes; longer ones are cut between scalars. Bytes that are not UTF-8 separate
/// words. Time is linear in the text, whatever the text.
///
/// A tokenizer holds a stemmer and scratch buffers: use it on one thread at a time.
public final class Tokenizer {
  private var simple = SimpleTokenizer()
  /// Whether words are what stands between white space.
  private let isWhitespace: Bool
  /// Both `nil` where the analyzer is no language.
  private var words: WordTokenizer?
  private var terms: TermBuilder?

  init(analyzer: Analyzer) {
    isWhitespace = analyzer.name == Analyzer.whitespace
    if isWhitespace || analyzer.name == Analyzer.simple { return }
    guard let stemmer = Stemmer(algorithm: analyzer.name) else {
      preconditionFailure("out of memory: no stemmer for \(analyzer.name)")
    }
    let rules = LanguageRules(language: analyzer.name)
    words = WordTokenizer(rules: rules)
    terms = TermBuilder(stemmer: stemmer, foldsStems: !rules.foldsBeforeStemming)
  }

  /// Calls `body` once per token of `text`, in order; a token's position is its ordinal. Pairs of characters overlap.
  ///
  /// `body` receives the form, valid only during the call, and the bytes `start..<end` of `text` in which the
  /// token lies. It may call ``withTerm(of:_:)``, but not this method, of the same tokenizer.
  public func forEachToken(
    in text: Span<UInt8>, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    if words != nil {
      words!.forEachToken(in: text, body)
    } else if isWhitespace {
      WhitespaceTokenizer.forEachToken(in: text, body)
    } else {
      simple.forEachToken(in: text, body)
    }
  }

  /// How many characters of scripts without spaces a form consists of; 0 for a form of any other kind.
  public static func unspacedCharacters(of form: Span<UInt8>) -> Int {
    // They all take three bytes or more.
    guard !form.isEmpty, form[0] >= 0xE0 else { return 0 }
    let table = ScalarTable.shared
    var count = 0
    var index = 0
    while index < form.count {
      let scalar = UTF8Scalar(in: form, at: index)
      let properties = table[scalar.code]
      switch properties.wordBreak {
      case .extend, .zeroWidthJoiner: if count == 0 { count = 1 }
      default:
        guard properties.isUnspaced else { return 0 }
        count += 1
      }
      index += scalar.length
    }
    return count
  }

  /// Calls `body` with the indexed term of a form that this tokenizer gave: its stem without diacritics, or the
  /// form itself where the analyzer is no language. The term is valid only during the call, and `body` must not
  /// call this method of the same tokenizer.
  public func withTerm<R>(of form: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
    terms == nil ? body(form) : terms!.withTerm(of: form, body)
  }
}
