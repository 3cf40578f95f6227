import FTSDocument

/// An index as other engines know theirs: for each term one list of documents and frequencies, for each document one length.
///
/// Documents that are not deleted are numbered from 0, in the order of the index. A frequency is what scores are made of: the
/// occurrences in each field times its weight, added (which is a whole number as long as weights are). A length is the one
/// that scores see, the total exact: so BM25 over these numbers gives the scores that the index gives once the deleted documents
/// are merged away, but for what a review's title adds to its comments.
public enum InvertedFile {
  /// A part, in the order in which they come.
  public enum Part: Equatable, Sendable {
    /// Once, the first.
    case summary(Summary)
    /// For each term, ascending by its bytes.
    case list(term: [UInt8], postings: [Posting])
    /// For each document, ascending by number.
    case document(id: String, length: Int)
  }

  /// How much there is.
  public struct Summary: Equatable, Sendable {
    /// Terms that a document has.
    public var terms = 0
    /// Documents that are not deleted.
    public var documents = 0
    /// Sum of all frequencies: what the documents' lengths come to when they are not rounded.
    public var totalLength = 0
  }

  /// A document that has a term.
  public struct Posting: Equatable, Sendable, BitwiseCopyable {
    /// Number of the document.
    public var document: UInt32
    /// At least 1, and at most `Int32.max`.
    public var frequency: UInt32
  }

  /// The length that scores see of a document of so many terms.
  public static func roundedLength(_ terms: Int) -> Int { LengthCode.decode(LengthCode.encode(terms)) }
}

/// Goes through a snapshot as through an inverted file. Memory is four bytes for a document and eight for each of the longest
/// list.
struct InvertedFileWalk {
  private static let dropped = UInt32.max

  private let snapshot: Snapshot
  private let weights: FieldWeights
  /// By segment and DocID, the number of the document.
  private let numbers: [[UInt32]]
  private let documents: Int

  init(_ snapshot: Snapshot, _ settings: IndexSettings) {
    self.snapshot = snapshot
    weights = settings.weights
    var next: UInt32 = 0
    numbers = snapshot.segments.map { segment in
      (0..<DocID(segment.info.documents)).map { document in
        guard segment.isLive(document) else { return Self.dropped }
        defer { next += 1 }
        return next
      }
    }
    documents = Int(next)
  }

  /// Passes all parts to `body` until it returns false.
  func run(_ zstandard: Zstandard, _ body: (InvertedFile.Part) -> Bool) throws(IndexError) {
    var summary = InvertedFile.Summary()
    summary.documents = documents
    try forEachList { _, postings in
      summary.terms += 1
      summary.totalLength += postings.reduce(0) { $0 + Int($1.frequency) }
      return true
    }
    guard body(.summary(summary)) else { return }
    var goesOn = true
    try forEachList { term, postings in
      goesOn = body(.list(term: term, postings: postings))
      return goesOn
    }
    guard goesOn else { return }
    var stored = StoredDocuments(snapshot.segments, zstandard)
    for segment in snapshot.segments {
      for document in 0..<DocID(segment.info.documents) where segment.isLive(document) {
        let id = try stored.document(document, in: segment.index).document.id
        let length = LengthCode.decode(segment.lengths[Int(document)])
        guard body(.document(id: id, length: length)) else { return }
      }
    }
  }

  private func forEachList(
    _ body: (_ term: [UInt8], _ postings: [InvertedFile.Posting]) -> Bool
  ) throws(IndexError) {
    var merge = try SortedTableMerge(snapshot.segments, \.dictionary)
    var postings: [InvertedFile.Posting] = []
    while let values = try merge.next() {
      postings.removeAll(keepingCapacity: true)
      for (segment, value) in values { try gather(segment, value, into: &postings) }
      guard postings.isEmpty || body(merge.key, postings) else { return }
    }
  }

  /// Appends the postings of a term in one segment.
  private func gather(
    _ segment: Int, _ value: Blob, into postings: inout [InvertedFile.Posting]
  ) throws(IndexError) {
    guard let term = TermInfo(value) else { throw snapshot.segments[segment].damaged("dictionary") }
    let (numbers, weights) = (numbers[segment], weights)
    try snapshot.segments[segment].postingList(term).forEachDocument { document, frequencies in
      guard Int(document) < numbers.count, numbers[Int(document)] != Self.dropped else { return }
      let frequency = frequencies.weighted(weights).rounded()
      postings.append(
        InvertedFile.Posting(
          document: numbers[Int(document)],
          frequency: UInt32(min(max(frequency, 1), Float(Int32.max).nextDown))))
    }
  }
}
