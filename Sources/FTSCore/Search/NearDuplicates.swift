import FTSAnalysis
import FTSDocument

/// Folds documents into the first of those before them whose text is nearly the same.
struct NearDuplicates {
  /// Documents looked at, at least, and for each one sought.
  private static let leastCandidates = 100
  private static let candidatesPerResult = 5

  /// A document and how many were folded into it.
  struct Group {
    var document: ScoredDocument
    var duplicates = 0
  }

  /// In the order of the documents.
  private(set) var groups: [Group] = []

  /// How many documents to look at for so many results.
  static func candidates(_ results: Int) -> Int {
    results == 0 ? 0 : max(leastCandidates, min(results, .max / candidatesPerResult) * candidatesPerResult)
  }

  /// - Parameter documents: in the order of the results. Those that are not reached in time are not folded.
  init(
    _ documents: some Collection<ScoredDocument>, _ snapshot: Snapshot, _ tokenizer: Tokenizer,
    _ zstandard: Zstandard, _ watch: inout DeadlineWatch
  ) throws(IndexError) {
    var stored = StoredDocuments(snapshot.segments, zstandard)
    var shingles = [Shingles?](repeating: nil, count: documents.count)
    // They are fetched in the order in which they are stored.
    for (rank, found) in documents.enumerated().sorted(by: { $0.element.document < $1.element.document }) {
      if watch.look() { break }
      let segment = snapshot.segment(of: Int(found.document))
      let body = try stored.document(DocID(Int(found.document) - segment.base), in: segment.index).document
        .body
      shingles[rank] = Shingles(of: body, tokenizer)
    }
    var firsts: [Shingles?] = []
    for (found, own) in zip(documents, shingles) {
      if let own, let group = firsts.firstIndex(where: { $0?.isNear(own) == true }) {
        groups[group].duplicates += 1
      } else {
        firsts.append(own)
        groups.append(Group(document: found))
      }
    }
  }
}
