import FTSAnalysis
import FTSDocument

/// Turns text into numbers of terms. Each worker has a vocabulary of its own, so that workers
/// share nothing; a segment's terms are brought together when it is written.
final class AnalysisWorker {
  let number: Int
  private let tokenizer: Tokenizer
  private var vocabulary = Vocabulary()
  /// Tokens and stored documents of the batch at hand, in memory used again.
  var tokens: [UInt32] = []
  var stored = ByteWriter()

  init(number: Int, analyzer: Analyzer) {
    self.number = number
    tokenizer = analyzer.makeTokenizer()
  }

  /// The terms met so far, by number.
  var terms: ByteStringTable { vocabulary.terms }

  /// Bytes of memory held by the vocabulary.
  var memory: Int { vocabulary.memory }

  /// By number of a term, how often it was met so far.
  func occurrences() -> [UInt32] { vocabulary.occurrences() }

  /// The forms met so far, in order.
  func forms() -> SortedForms { vocabulary.forms() }

  /// Place of a document's language among those of the analyzer.
  func language(of document: Document) -> Int { tokenizer.language(of: document) }

  /// Appends the terms of `text` and returns how many they are.
  func appendTokens(of text: String, language: Int, to tokens: inout [UInt32]) -> Int {
    Self.appendTokens(of: text, language, tokenizer, &vocabulary, &tokens)
  }

  /// Forgets all terms, for the next segment.
  func removeAll() { vocabulary = Vocabulary() }

  /// Static, so that the vocabulary is accessed once per text and not once per token.
  private static func appendTokens(
    of text: String, _ language: Int, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary,
    _ tokens: inout [UInt32]
  ) -> Int {
    let before = tokens.count
    var text = text
    text.makeContiguousUTF8()
    tokenizer.forEachToken(in: text.utf8.span, language: language) { form, _, _ in
      if vocabulary.gather(form, tokenizer) { vocabulary.resolve(tokenizer, into: &tokens) }
    }
    vocabulary.resolve(tokenizer, into: &tokens)
    return tokens.count - before
  }
}
