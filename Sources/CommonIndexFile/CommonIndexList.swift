/// The documents that have a term.
public struct CommonIndexList: Equatable, Sendable {
  /// A document, and how often it has the term.
  public struct Posting: Equatable, Sendable, BitwiseCopyable {
    /// Number of the document.
    public var document: UInt32
    /// Occurrences, at least 1.
    public var frequency: UInt32

    /// A posting of these parts, both at most `Int32.max`.
    public init(document: UInt32, frequency: UInt32) {
      self.document = document
      self.frequency = frequency
    }
  }

  /// The term.
  public var term: String
  /// By document, each once.
  public var postings: [Posting]

  /// A list of these parts.
  public init(term: String, postings: [Posting]) {
    self.term = term
    self.postings = postings
  }
}

extension CommonIndexList {
  /// - Parameter documents: how many there are.
  /// - Throws: what is wrong with it.
  init(_ message: CIFFPostingsList, documents: Int) throws(CommonIndexFlaw) {
    term = message.term
    guard message.df == message.postings.count else {
      throw CommonIndexFlaw("df is \(message.df), but there are \(message.postings.count) postings")
    }
    postings = []
    postings.reserveCapacity(message.postings.count)
    var (document, occurrences) = (0, 0)
    for (place, posting) in message.postings.enumerated() {
      guard posting.docid > 0 || (place == 0 && posting.docid == 0) else {
        throw CommonIndexFlaw("posting \(place + 1) is \(posting.docid) documents after the one before")
      }
      document += Int(posting.docid)
      guard document < documents else {
        throw CommonIndexFlaw(
          "posting \(place + 1) is of document \(document), and there are \(documents) from 0")
      }
      guard posting.tf > 0 else {
        throw CommonIndexFlaw("posting \(place + 1) has a tf of \(posting.tf)")
      }
      occurrences += Int(posting.tf)
      postings.append(Posting(document: UInt32(document), frequency: UInt32(posting.tf)))
    }
    guard message.cf == occurrences else {
      throw CommonIndexFlaw("cf is \(message.cf), but the postings have \(occurrences) occurrences")
    }
  }

  /// As it is in a file.
  var message: CIFFPostingsList {
    var message = CIFFPostingsList()
    message.term = term
    message.df = Int64(postings.count)
    message.cf = postings.reduce(0) { $0 + Int64($1.frequency) }
    var last: UInt32 = 0
    message.postings = postings.map { own in
      var posting = CIFFPosting()
      posting.docid = Int32(own.document - last)
      posting.tf = Int32(own.frequency)
      last = own.document
      return posting
    }
    return message
  }
}
