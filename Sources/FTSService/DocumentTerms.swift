import CommonIndexFile

/// The terms of some consecutive documents, brought together from posting lists: as many documents as the memory takes.
struct DocumentTerms {
  /// A term of a document.
  struct Entry: BitwiseCopyable {
    /// Number of its list.
    var term: UInt32
    var frequency: UInt32
  }

  let documents: Range<Int>
  /// By document, then by term.
  private var entries: [Entry]
  /// By document, where its entries begin; one more for the end.
  private let starts: [Int]
  /// By document, where its next entry goes.
  private var next: [Int]

  /// - Parameters:
  ///   - first: number of the first document.
  ///   - distinct: of it and those behind it, how many terms each has.
  ///   - limit: entries to take, but for the first document, which is taken in any case.
  init(first: Int, distinct: ArraySlice<UInt32>, limit: Int) {
    var starts = [0]
    for count in distinct {
      let end = starts[starts.count - 1] + Int(count)
      guard end <= limit || starts.count == 1 else { break }
      starts.append(end)
    }
    documents = first..<first + starts.count - 1
    entries = [Entry](repeating: Entry(term: 0, frequency: 0), count: starts[starts.count - 1])
    next = starts
    self.starts = starts
  }

  /// Takes what the list of that number has of the documents; lists come in the order of their numbers.
  ///
  /// - Returns: false where a document has more terms than it was said to have.
  mutating func add(_ list: UInt32, _ postings: [CommonIndexList.Posting]) -> Bool {
    for posting in postings {
      guard documents.contains(Int(posting.document)) else { continue }
      let place = Int(posting.document) - documents.lowerBound
      guard next[place] < starts[place + 1] else { return false }
      entries[next[place]] = Entry(term: list, frequency: posting.frequency)
      next[place] += 1
    }
    return true
  }

  /// The terms of a document.
  func terms(of document: Int) -> ArraySlice<Entry> {
    let place = document - documents.lowerBound
    return entries[starts[place]..<starts[place + 1]]
  }
}
