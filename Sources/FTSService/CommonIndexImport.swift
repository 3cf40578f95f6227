import CommonIndexFile
import FTSAnalysis
import FTSCore
public import FTSCorpus
public import FTSDocument

/// Documents out of a CIFF file, which has none: of each the words that its postings tell, as often as they do, for an index with the
/// analyzer `whitespace`.
///
/// The file has for each term its documents, and wanted are for each document its terms. So it is read several times: once for its
/// documents, once for what of its postings is each document's, and as often again as those fit into the memory there is. Besides that,
/// memory is some forty bytes for each document, and for each term eight and its own.
public struct CommonIndexImport {
  /// Name of the analyzer that keeps the words as the file has them.
  public static let analyzer = Analyzer.whitespace

  /// Terms of the file.
  public var terms: Int { termEnds.count }
  /// Documents of the file.
  public var documents: Int { lengths.count }
  /// Pairs of a term and a document that has it.
  public private(set) var postings = 0

  private let path: String
  private let goesOn: () -> Bool
  private var header: CommonIndexHeader?
  /// All terms, one behind the other, and where each ends.
  private var termBytes: [UInt8] = []
  private var termEnds: [Int] = []
  /// By document: the length it is said to have, its distinct terms, all its terms, and the bytes of those as a text.
  private var lengths: [UInt32] = []
  private var distinct: [UInt32] = []
  private var occurrences: [UInt32] = []
  private var textBytes: [UInt32] = []
  /// Hashes that several ids have.
  private var sharedHashes: Set<Int> = []

  /// Why a message is not taken.
  private struct Refusal: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// Reads through a file, plain or compressed with gzip or zstd, to the end.
  ///
  /// - Parameter goesOn: asked now and then; false ends it as a problem.
  /// - Throws: what is wrong with it; with the number of the message and where it begins.
  public init(path: String, while goesOn: @escaping () -> Bool = { true }) throws(SourceProblem) {
    self.path = path
    self.goesOn = goesOn
    try readDocuments()
    try readPostings()
  }

  /// Passes the documents to `body`, in order, until it returns false.
  ///
  /// - Parameter memory: bytes that may be used for postings, about.
  /// - Throws: why the file cannot be read again, or that an id is there twice, when some have been passed.
  public func forEach(memory: Int, _ body: (Document) -> Bool) throws(SourceProblem) {
    var seen: Set<[UInt8]> = []
    var first = 0
    var isWanted = true
    while first < documents, isWanted {
      var part = DocumentTerms(first: first, distinct: distinct[first...], limit: max(1, memory / 8))
      var list: UInt32 = 0
      try Self.read(path, whole, goesOn) { (message) throws(Refusal) in
        switch message {
        case .header(let header): guard header == self.header else { throw Self.changed }
        case .list(let own):
          guard part.add(list, own.postings) else { throw Self.changed }
          list += 1
        case .document(let document, let number):
          guard part.documents.contains(number) else { break }
          let id = Array(document.id.utf8)
          guard !sharedHashes.contains(id.hashValue) || seen.insert(id).inserted else {
            throw Refusal("another document has the id '\(document.id)'")
          }
          guard let text = text(of: number, part.terms(of: number)) else { throw Self.changed }
          isWanted = body(Document(id: document.id, body: text))
        }
        return isWanted
      }
      first = part.documents.upperBound
    }
  }

  private static let changed = Refusal("not what it was when the file was read before")

  // MARK: - Reading

  /// A reader of the whole file, of which the number of documents is known.
  private var whole: CommonIndexReader { CommonIndexReader(documents: documents) }

  private mutating func readDocuments() throws(SourceProblem) {
    var hashes: [Int] = []
    try Self.read(path, CommonIndexReader(passesOverLists: true), goesOn) { (message) throws(Refusal) in
      switch message {
      case .header(let header):
        guard !header.isPartial else {
          throw Refusal(
            "\(header.lists) posting lists of \(header.totalLists) and \(header.documents) documents of "
              + "\(header.totalDocuments); only a whole collection can be ranked as it was")
        }
        self.header = header
      case .list: break
      case .document(let document, _):
        try Self.check(id: document.id)
        lengths.append(UInt32(document.length))
        hashes.append(Array(document.id.utf8).hashValue)
      }
      return true
    }
    hashes.sort()
    sharedHashes = Set(zip(hashes, hashes.dropFirst()).filter { $0 == $1 }.map(\.0))
  }

  private mutating func readPostings() throws(SourceProblem) {
    distinct = [UInt32](repeating: 0, count: documents)
    occurrences = distinct
    textBytes = distinct
    var sum = 0
    try Self.read(path, whole, goesOn) { (message) throws(Refusal) in
      switch message {
      case .header(let header): guard header == self.header else { throw Self.changed }
      case .list(let list):
        try take(list)
        sum += list.postings.reduce(0) { $0 + Int($1.frequency) }
      case .document(_, let number):
        let (terms, length) = (Int(occurrences[number]), Int(lengths[number]))
        guard InvertedFile.roundedLength(terms) == InvertedFile.roundedLength(length) else {
          throw Refusal(
            "doclength is \(length), but the postings have \(terms) terms of document \(number); only a length "
              + "that they come to, or that rounded to a byte as Lucene does, can be kept")
        }
      }
      return true
    }
    // Some leave it out.
    guard let said = header?.totalTerms, said != 0, said != sum else { return }
    throw Self.problem(
      path,
      "message 1 at byte 0, the header: total_terms_in_collection is \(said), but the postings have \(sum) terms"
    )
  }

  private mutating func take(_ list: CommonIndexList) throws(Refusal) {
    let term = list.term.utf8
    guard !term.isEmpty else { throw Refusal("the term is empty") }
    guard !term.contains(where: { $0 <= 0x20 }) else {
      throw Refusal(
        "the term '\(list.term)' has white space or a control character in it, which separate terms here")
    }
    termBytes += term
    termEnds.append(termBytes.count)
    postings += list.postings.count
    for posting in list.postings {
      let document = Int(posting.document)
      let bytes = Int(textBytes[document]) + Int(posting.frequency) * (term.count + 1)
      guard bytes <= IndexWriter.maximumTextBytes else {
        throw Refusal(
          "with it document \(document) has more than \(IndexWriter.maximumTextBytes >> 20) MB of terms")
      }
      textBytes[document] = UInt32(bytes)
      distinct[document] += 1
      occurrences[document] += posting.frequency
    }
  }

  private static func check(id: String) throws(Refusal) {
    guard !id.isEmpty else { throw Refusal("the collection_docid is empty") }
    guard id.utf8.count <= IndexWriter.maximumIDBytes else {
      throw Refusal("a collection_docid of more than \(IndexWriter.maximumIDBytes) bytes")
    }
  }

  private static func read(
    _ path: String, _ reader: CommonIndexReader, _ goesOn: () -> Bool,
    _ body: (CommonIndexMessage) throws(Refusal) -> Bool
  ) throws(SourceProblem) {
    var reader = reader
    let bytes = try SourceBytes(path: path)
    while true {
      guard goesOn() else { throw problem(path, "interrupted") }
      let block = try bytes.next()
      do throws(CommonIndexError) {
        if block.isEmpty { return try reader.finish() }
        reader.feed(block)
        while let message = try reader.next() {
          do throws(Refusal) {
            guard try body(message) else { return }
          } catch { throw reader.error(error.reason) }
        }
      } catch { throw problem(path, error.description) }
    }
  }

  private static func problem(_ path: String, _ reason: String) -> SourceProblem {
    SourceProblem(source: path, reason: reason, severity: .fileSkipped)
  }

  // MARK: - Texts

  /// `nil` where it is longer or shorter than it was to be.
  private func text(of document: Int, _ entries: ArraySlice<DocumentTerms.Entry>) -> String? {
    var bytes = 0
    for entry in entries {
      bytes += Int(entry.frequency) * (term(entry).count + 1)
      guard bytes <= textBytes[document] else { return nil }
    }
    guard bytes == textBytes[document] else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes)
    for entry in entries {
      let term = term(entry)
      for _ in 0..<entry.frequency {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text += term
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func term(_ entry: DocumentTerms.Entry) -> ArraySlice<UInt8> {
    let list = Int(entry.term)
    return termBytes[(list == 0 ? 0 : termEnds[list - 1])..<termEnds[list]]
  }
}
