/// The threads of a segment whose review has a term in its title, those of a review without a document below it left
/// out: so a comment is found by its review's title, and its postings need not have that.
///
///     per thread, by DocID of its review:
///       varint  DocID of the review less the end of the thread before, the first less 0
///       varint  documents below the review, at least 1
struct TitledThreads {
  private let bytes: Blob

  /// None.
  static var none: TitledThreads { TitledThreads(.empty) }

  init(_ bytes: Blob) { self.bytes = bytes }

  var isEmpty: Bool { bytes.count == 0 }

  /// There are no more, since each takes two bytes or more.
  var mostThreads: Int { bytes.count / 2 }

  /// Calls `body` with each review, ascending, and the documents below it.
  ///
  /// - Parameter documents: those of the segment.
  /// - Returns: false where the bytes name threads that the segment cannot have.
  func forEach(documents: Int, _ body: (_ review: DocID, _ below: Range<DocID>) -> Void) -> Bool {
    var reader = ByteReader(bytes)
    var end = 0
    while !reader.isAtEnd {
      let gap = reader.varint()
      let count = reader.varint()
      guard !reader.hasOverrun, count > 0, gap < documents - end, count < documents - end - gap else {
        return false
      }
      let review = end + gap
      end = review + 1 + count
      body(DocID(review), DocID(review + 1)..<DocID(end))
    }
    return true
  }

  /// Appends those of a term.
  static func encode(
    _ postings: TermPostings, below: DocumentsBelow, into writer: inout ByteWriter
  ) {
    guard !below.isEmpty, !postings.records.isEmpty else { return }
    var record = 0
    var end = 0
    for posting in postings.postings where posting.code == 0 {
      let frequencies = postings.frequencies(of: posting, &record)
      guard frequencies.title > 0, below[posting.document] > 0 else { continue }
      writer.varint(Int(posting.document) - end)
      writer.varint(below[posting.document])
      end = Int(posting.document) + 1 + below[posting.document]
    }
  }
}
