/// Turns UTF-8 into forms, and forms into terms.
///
/// A **form** is the word as it stands in the text, made comparable: lower case, canonically composed, without
/// soft hyphens, joiners and variation selectors, without the apostrophes inside it ("don't", "don’t" and
/// "dont" have one form). In English the diacritics are folded and a possessive 's is taken off; in other
/// languages the accents stay, since their stemmers need them. In French, Italian and Catalan an elided article
/// is dropped ("l'homme"). A **term** is what is indexed: the stem of a form, without diacritics in every
/// language. So "café" and "cafe" are one term in English; elsewhere they are wherever the stemmer treats both
/// spellings alike. Forms that contain a digit or an emoji are not stemmed, nor are those that
/// the analyzer protects. No word is left out.
///
/// Scripts without spaces between words, and Hangul, where particles are attached to words, have no words here: each
/// character is a token together with the next, the last of a run alone ("서울에서" has the forms "서울", "울에", "에서" and "서").
///
/// With several languages forms and terms end with a mark, a byte below 32 that is the place of their text's language among
/// them; those of the first have none. So a form has one term, and a stem of one language is no word of another.
/// Otherwise a word has the same form in all of them, with its diacritics.
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
  /// Those of the languages but the first.
  private var otherTerms: [TermBuilder] = []
  /// `nil` where there is but one language.
  private let detector: LanguageDetector?
  /// Whose tokenizer it is.
  public let analyzer: Analyzer

  init(analyzer: Analyzer) {
    self.analyzer = analyzer
    detector = analyzer.languages.count > 1 ? LanguageDetector(analyzer.languages) : nil
    isWhitespace = analyzer.name == Analyzer.whitespace
    if isWhitespace || analyzer.name == Analyzer.simple { return }
    let rules = LanguageRules(languages: analyzer.languages)
    words = WordTokenizer(rules: rules)
    let builders = analyzer.languages.map {
      TermBuilder(
        language: $0, hasDiacritics: !rules.foldsBeforeStemming, protectedForms: analyzer.protectedForms)
    }
    terms = builders[0]
    otherTerms = Array(builders.dropFirst())
  }

  /// Calls `body` once per token of `text`, in order; a token's position is its ordinal. Pairs of characters overlap.
  ///
  /// - Parameter language: place of the text's language among those of the analyzer.
  ///
  /// `body` receives the form, valid only during the call, and the bytes `start..<end` of `text` in which the
  /// token lies. It may call ``withTerm(of:_:)``, but not this method, of the same tokenizer.
  public func forEachToken(
    in text: Span<UInt8>, language: Int = 0, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    if words == nil {
      if isWhitespace {
        WhitespaceTokenizer.forEachToken(in: text, body)
      } else {
        simple.forEachToken(in: text, body)
      }
    } else if language == 0 {
      words!.forEachToken(in: text, body)
    } else {
      var marked = FormBuffer()
      words!.forEachToken(in: text) { form, start, end in
        marked.set(form, mark: language)
        marked.withBytes { body($0, start, end) }
      }
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

  /// Calls `body` with the indexed term of a form that this tokenizer gave: its stem without diacritics, with the mark of
  /// its language, or the form itself where the analyzer is no language. The term is valid only during the call, and `body`
  /// must not call this method of the same tokenizer.
  public func withTerm<R>(of form: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
    if otherTerms.isEmpty { return terms == nil ? body(form) : terms!.withTerm(of: form, body) }
    let length = Self.wordLength(of: form)
    if length == form.count || form[length] > otherTerms.count { return terms!.withTerm(of: form, body) }
    return withTerm(of: form.extracting(first: length), language: Int(form[length]), body)
  }

  /// The same for a word without a mark, in the language of that place.
  public func withTerm<R>(of word: Span<UInt8>, language: Int, _ body: (Span<UInt8>) -> R) -> R {
    if language == 0 { return withTerm(of: word, body) }
    return otherTerms[language - 1].withTerm(of: word) { term in
      var marked = FormBuffer()
      marked.set(term, mark: language)
      return marked.withBytes(body)
    }
  }

  /// How many bytes of a form or a term are its word, which is all but the mark of a language.
  @inline(__always)
  public static func wordLength(of form: Span<UInt8>) -> Int {
    form.count > 1 && form[form.count - 1] < 32 ? form.count - 1 : form.count
  }

  /// The place of the language that a form or a term has the mark of.
  public static func language(of form: Span<UInt8>) -> Int {
    wordLength(of: form) == form.count ? 0 : Int(form[form.count - 1])
  }

  // MARK: - Which language?

  /// Bytes of a text that are looked through for its language at most.
  private static let detectedBytes = 4096
  /// Bytes of it that are looked through at a time.
  private static let detectedPiece = 256

  /// The place of a document's language among those of the analyzer: the language that it tells, or where it tells none
  /// the one that most of its words speak for. The first where it is none of them, or there is too little to tell.
  ///
  /// - Parameters:
  ///   - told: as ``Analyzer/place(ofLanguage:)`` reads it.
  ///   - texts: of the document; what comes first counts first.
  public func language(told: String?, of texts: [String]) -> Int {
    guard let detector else { return 0 }
    if let told, !LanguageTag.isUnknown(told) { return analyzer.place(ofLanguage: told) ?? 0 }
    var evidence = detector.begin()
    for text in texts {
      var text = text
      text.makeContiguousUTF8()
      let bytes = text.utf8.span
      var start = 0
      while start < min(bytes.count, Self.detectedBytes), !evidence.isCertain {
        var end = min(start + Self.detectedPiece, bytes.count)
        while end < min(bytes.count, Self.detectedBytes), bytes[end] != UInt8(ascii: " ") { end += 1 }
        words!.forEachToken(in: bytes.extracting(start..<end)) { form, _, _ in
          detector.add(form, to: &evidence)
        }
        start = end
      }
    }
    return evidence.place
  }
}
