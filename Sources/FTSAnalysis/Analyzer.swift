/// How text becomes terms: a name and the rules behind it. The name is recorded in every index.
///
/// - `simple`: maximal runs of ASCII letters and digits, lower-cased. Nothing else.
/// - `whitespace`: what stands between ASCII white space and control characters, as it is. For texts that were analysed elsewhere.
/// - `english`, and every other Snowball language: words by UAX #29 (``WordBreakTailoring`` says where the
///   boundaries differ), lower-cased, without diacritics, stemmed. See ``Tokenizer`` for the rules of forms
///   and terms.
/// - `english+german`, and any others: each document is stemmed in its own language; see ``Tokenizer/language(told:of:)``.
public struct Analyzer: Equatable, Sendable {
  /// The name: one of ``names``, or several languages with `+` between.
  public let name: String

  /// The languages; an analyzer that is no language counts as one.
  public let languages: [String]

  /// Forms that are not stemmed, in none of the languages.
  public private(set) var protectedForms = FormSet()

  /// All names: "english", "simple", "whitespace", then the other languages of libstemmer, sorted.
  public static let names: [String] =
    ["english", simple, whitespace] + Stemmer.algorithms.filter { $0 != "english" }

  /// The names of those that are no language.
  static let simple = "simple"
  /// Keeps words as they are.
  public static let whitespace = "whitespace"

  /// The analyzer of that name, or `nil` where there is none.
  public static func named(_ name: String) -> Analyzer? {
    let languages = name.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard languages.allSatisfy(names.contains), Set(languages).count == languages.count,
      languages.count == 1 || languages.allSatisfy(Stemmer.algorithms.contains)
    else { return nil }
    return Analyzer(name: name, languages: languages)
  }

  /// Whether it makes stems of words.
  public var stems: Bool { Stemmer.algorithms.contains(languages[0]) }

  /// The analyzer that is the same but for these forms, which it does not stem.
  public func protecting(_ forms: FormSet) -> Analyzer {
    var analyzer = self
    analyzer.protectedForms = forms
    return analyzer
  }

  /// The place among ``languages`` of the one that is called so, by its English name or a tag of BCP 47 (`de`, `de-AT`);
  /// `nil` where it is none of them.
  public func place(ofLanguage told: String) -> Int? {
    languages.firstIndex { LanguageTag.names($0, by: told) }
  }

  /// A new tokenizer by this analyzer's rules: about 10 kB of tables and a stemmer, for each language. Make one per thread.
  public func makeTokenizer() -> Tokenizer { Tokenizer(analyzer: self) }

  /// The tokens of `text`, in order.
  ///
  /// - Parameter language: place of the text's language among ``languages``.
  public func tokens(in text: String, language: Int = 0) -> [Token] {
    let tokenizer = makeTokenizer()
    var tokens: [Token] = []
    var text = text
    text.makeContiguousUTF8()
    tokenizer.forEachToken(in: text.utf8Span.span, language: language) { form, start, end in
      let term = tokenizer.withTerm(of: form) { term in
        var bytes: [UInt8] = []
        for index in 0..<Tokenizer.wordLength(of: term) { bytes.append(term[index]) }
        return String(decoding: bytes, as: UTF8.self)
      }
      tokens.append(Token(term: term, position: tokens.count, start: start, end: end))
    }
    return tokens
  }
}
