import CommonIndexFile
public import FTSCore
public import FTSProtocol

/// Writes an index as a CIFF file, for the engines of information retrieval research.
public struct CommonIndexExport {
  private let reader: IndexReader
  /// Documents written.
  public private(set) var documents = 0

  /// Writes the index of `reader`.
  public init(reader: IndexReader) { self.reader = reader }

  /// Passes the messages of the file to `write`, until it returns false.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`, also when some have been passed; `answerTooLarge` where a list is longer
  ///   than a message can be; `invalidParameter` where the index is of several languages.
  public mutating func run(_ write: ([UInt8]) -> Bool) throws(Problem) {
    var problem: Problem?
    var number = 0
    let settings = reader.settings
    guard !settings.analyzer.contains("+") else {
      throw Problem(
        .invalidParameter,
        "CIFF has one kind of terms, and this index is of several languages (\(settings.analyzer)); ftsd rebuild --analyzer "
          + "makes it one of one")
    }
    do {
      try reader.forEachPart { part in
        let message: CommonIndexMessage
        switch part {
        case .summary(let summary): message = .header(Self.header(summary, settings))
        case .list(let term, let postings):
          message = .list(
            CommonIndexList(
              term: String(decoding: term, as: UTF8.self),
              postings: postings.map { .init(document: $0.document, frequency: $0.frequency) }))
        case .document(let id, let length):
          message = .document(CommonIndexDocument(id: id, length: length), number: number)
          number += 1
        }
        guard let bytes = message.encoded else {
          problem = Problem(.answerTooLarge, "a posting list is longer than a message of CIFF can be, 2 GB")
          return false
        }
        return write(bytes)
      }
    } catch {
      throw Problem(error)
    }
    if let problem { throw problem }
    documents = number
  }

  private static func header(
    _ summary: InvertedFile.Summary, _ settings: IndexSettings
  ) -> CommonIndexHeader {
    let weights = settings.weights
    let words = settings.protectedWords.words.count
    let protected = words == 0 ? "" : " without stems of \(words) protected words"
    return CommonIndexHeader(
      lists: summary.terms, documents: summary.documents, totalTerms: summary.totalLength,
      averageLength: summary.documents == 0 ? 0 : Double(summary.totalLength) / Double(summary.documents),
      description: """
        ftsd \(Release.version); analyzer \(settings.analyzer)\(protected); BM25 k1 \(settings.k1), b \(settings.b), \
        ln(1 + (N - df + 0.5) / (df + 0.5)); one field of body x \(weights.body), title x \(weights.title), \
        author x \(weights.author); lengths rounded to a byte as Lucene's, their mean exact
        """)
  }
}
