/// A thread found, and its documents that are shown.
struct FoundThread {
  /// The document that stands for the thread, with the thread's score: its root, or the best that matches where the
  /// root is not indexed.
  let representative: ScoredDocument
  /// Whether that one matches.
  let representativeMatches: Bool
  /// The best of the others that match, best first.
  let comments: [ScoredDocument]
  /// How many documents of the thread match.
  let count: Int

  /// A thread of one document.
  init(of document: ScoredDocument) {
    representative = document
    representativeMatches = true
    comments = []
    count = 1
  }

  /// - Parameters:
  ///   - best: of its documents that match.
  ///   - root: number of its root within the snapshot, where that is indexed.
  ///   - matches: one document more than `comments` are to be shown.
  init(best: ScoredDocument, root: Int?, _ matches: ThreadCollector.Matches, comments: Int) {
    representative = root.map { ScoredDocument(score: best.score, document: UInt32($0)) } ?? best
    representativeMatches = root == nil || matches.root != nil
    self.comments = Array(matches.others.filter { root != nil || $0 != best }.prefix(comments))
    count = matches.count
  }
}
