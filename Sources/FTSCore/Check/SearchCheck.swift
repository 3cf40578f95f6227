import FTSAnalysis
import FTSDocument
import FTSQuery

/// Searches for documents by the rarest word of each.
struct SearchCheck {
  /// Where more documents have the rarest word, more words are asked for.
  private static let resultLimit = 1000
  private static let longQuery = 8

  private let snapshot: Snapshot
  private let reader: IndexReader
  private let options: CheckOptions
  private let log: CheckLog
  private let tokenizer: Tokenizer
  private var stored: StoredDocuments
  private var frequencies: [[UInt8]: Int] = [:]

  init(
    _ snapshot: Snapshot, _ store: IndexStore, _ reader: IndexReader, _ options: CheckOptions, _ log: CheckLog
  ) {
    self.snapshot = snapshot
    self.reader = reader
    self.options = options
    self.log = log
    tokenizer = store.analyzer.makeTokenizer()
    stored = StoredDocuments(snapshot.segments, Zstandard())
  }

  mutating func run() throws(IndexError) {
    var searched = 0
    for segment in snapshot.segments {
      for document in Swift.stride(
        from: 0, to: segment.info.documents, by: options.stride(of: segment.info.documents))
      where segment.isLive(DocID(document)) {
        let text = try stored.document(DocID(document), in: segment.index).document
        let words = try rarestWords(of: text)
        guard !words.isEmpty else { continue }
        switch try finds(segment.base + document, words) {
        // Others have committed meanwhile: the documents have other numbers now.
        case nil: return log.update { $0.searched = searched }
        case false?:
          log.find(
            .search, segment: segment.info.number,
            "document '\(text.id)' is not found by its word '\(words[0])'")
        case true?: searched += 1
        }
        log.progress("searches", segment.base + document, of: snapshot.manifest.documents)
      }
    }
    log.update { $0.searched = searched }
  }

  /// The words of a document as queries find them, the rarest first.
  private mutating func rarestWords(of document: Document) throws(IndexError) -> [String] {
    var forms: [[UInt8]: [UInt8]] = [:]
    let language = tokenizer.language(of: document)
    for text in [document.body, document.title ?? "", document.author ?? ""] {
      var text = text
      text.makeContiguousUTF8()
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        // SAFETY: the bytes are copied within the closures.
        let form = unsafe form.withUnsafeBytes { unsafe Array($0) }
        forms[form] = tokenizer.withTerm(of: form.span, language: language) { term in
          unsafe term.withUnsafeBytes { unsafe Array($0) }
        }
      }
    }
    var words: [(form: [UInt8], frequency: Int)] = []
    for (form, term) in forms where isItself(form, term) {
      let frequency: Int
      if let known = frequencies[term] {
        frequency = known
      } else {
        frequency = try snapshot.documentFrequency(of: term)
        frequencies[term] = frequency
      }
      words.append((form, frequency))
    }
    words.sort { ($0.frequency, $1.form.count) < ($1.frequency, $0.form.count) }
    return words.prefix(Self.longQuery).map { String(decoding: $0.form, as: UTF8.self) }
  }

  /// Whether a form, taken for a text, is that one word.
  private func isItself(_ form: [UInt8], _ term: [UInt8]) -> Bool {
    let terms = QueryAnalyzer(tokenizer).terms(of: String(decoding: form, as: UTF8.self))
    guard terms.count == 1 else { return false }
    return switch terms[0] {
    case .term(let own): own == term
    case .synonyms(let own): own.contains(term)
    case .expansion: false
    }
  }

  /// Whether a search finds the document; `nil` where it cannot be told, since something was committed.
  private func finds(_ document: Int, _ words: [String]) throws(IndexError) -> Bool? {
    var options = SearchOptions()
    options.limit = Self.resultLimit
    for words in [Array(words.prefix(1)), words] {
      let query = Query(clauses: words.map { Query.Clause(.must, .word($0)) })
      let ranking = try reader.rank(query, options: options)
      guard try reader.lastCommit().generation == snapshot.manifest.generation else { return nil }
      if ranking.documents.contains(where: { Int($0.number) == document }) { return true }
      if ranking.documents.count < Self.resultLimit { return false }
    }
    // Too many have all of the words.
    return true
  }
}
