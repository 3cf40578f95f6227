/// The best documents of a query by their numbers: what evaluation gives before anything is fetched.
package struct Ranking: Sendable {
  /// Exact number of matching documents, where it was asked for.
  package var total: Int?
  /// Numbers within the snapshot and BM25F scores, best first.
  package var documents: [(number: UInt32, score: Float)] = []
  package var work = SearchWork()
}
