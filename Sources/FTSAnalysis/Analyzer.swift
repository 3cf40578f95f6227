/// How text becomes terms: a name and the rules behind it. The name is recorded in every index.
///
/// - `simple`: maximal runs of ASCII letters and digits, lower-cased. Nothing else.
/// - `whitespace`: what stands between ASCII white space, as it is. For texts that were analysed elsewhere.
/// - `english`, and every other Snowball language: words by UAX #29 (``WordBreakTailoring`` says where the
///   boundaries differ), lower-cased, without diacritics, stemmed. See ``Tokenizer`` for the rules of forms
///   and terms.
public struct Analyzer: Equatable, Sendable {
  /// The name, one of ``names``.
  public let name: String

  /// All names: "english", "simple", "whitespace", then the other languages of libstemmer, sorted.
  public static let names: [String] =
    ["english", simple, whitespace] + Stemmer.algorithms.filter { $0 != "english" }

  /// The names of those that are no language.
  static let simple = "simple"
  /// Keeps words as they are.
  public static let whitespace = "whitespace"

  /// The analyzer of that name, or `nil` where there is none.
  public static func named(_ name: String) -> Analyzer? {
    names.contains(name) ? Analyzer(name: name) : nil
  }

  /// A new tokenizer by this analyzer's rules: about 10 kB of tables and a stemmer. Make one per thread.
  public func makeTokenizer() -> Tokenizer { Tokenizer(analyzer: self) }

  /// The tokens of `text`, in order.
  public func tokens(in text: String) -> [Token] {
    let tokenizer = makeTokenizer()
    var tokens: [Token] = []
    var text = text
    text.makeContiguousUTF8()
    tokenizer.forEachToken(in: text.utf8Span.span) { form, start, end in
      let term = tokenizer.withTerm(of: form) { term in
        var bytes: [UInt8] = []
        for index in term.indices { bytes.append(term[index]) }
        return String(decoding: bytes, as: UTF8.self)
      }
      tokens.append(Token(term: term, position: tokens.count, start: start, end: end))
    }
    return tokens
  }
}
