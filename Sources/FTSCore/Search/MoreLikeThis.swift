import FTSAnalysis
import FTSDocument
import FTSQuery

/// Makes a query of a document that finds what is like it (more-like-this): any of the words that tell most
/// of it, which are those that would give the document itself the best scores.
///
/// Words come from the title and the body. One that no other document has finds nothing, and one without a
/// letter, or of a single character, tells little; those are left out.
struct MoreLikeThis {
  /// The most words of such a query.
  static let wordLimit = 25

  private struct Word {
    /// As it stands in the document at first, made comparable.
    var form: String
    var frequencies = FieldFrequencies()
  }

  /// Any of the words, the best first; nothing, where there is none.
  let query: Query

  /// - Parameter document: as stored.
  init(
    _ document: Document, lengthCode: UInt8, _ snapshot: Snapshot, _ bm25: BM25, _ weights: FieldWeights,
    _ tokenizer: Tokenizer
  ) throws(IndexError) {
    var scored: [(score: Float, form: String)] = []
    for (term, word) in Self.words(of: document, tokenizer) {
      let documentFrequency = try snapshot.documentFrequency(of: term)
      guard documentFrequency > 1 else { continue }
      let idf = BM25.idf(documentFrequency: documentFrequency, documents: snapshot.manifest.documents)
      let impact = bm25.impact(word.frequencies.weighted(weights), lengthCode: lengthCode)
      scored.append((idf * impact, word.form))
    }
    scored.sort { ($1.score, $0.form) < ($0.score, $1.form) }
    query = Query(clauses: scored.prefix(Self.wordLimit).map { Query.Clause(.should, .word($0.form)) })
  }

  /// The words that may tell something, by term.
  private static func words(of document: Document, _ tokenizer: Tokenizer) -> [[UInt8]: Word] {
    var words: [[UInt8]: Word] = [:]
    let language = tokenizer.language(of: document)
    for (field, text) in [(Field.title, document.title ?? ""), (.body, document.body)] {
      var text = text
      text.makeContiguousUTF8()
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        let form = String(decoding: form.indices.map { form[$0] }, as: UTF8.self)
        guard form.unicodeScalars.count > 1, form.unicodeScalars.contains(where: \.properties.isAlphabetic)
        else { return }
        let term = tokenizer.withTerm(of: form.utf8.span, language: language) { term in
          term.indices.map { term[$0] }
        }
        words[term, default: Word(form: form)].frequencies[field] += 1
      }
    }
    return words
  }
}
