/// Hits that are threads.
extension HitFetcher {
  /// The hits of threads, in their order.
  mutating func hits(
    of threads: [FoundThread], _ vocabulary: inout Vocabulary
  ) throws(IndexError) -> [Hit] {
    let documents = threads.flatMap { [$0.representative] + $0.comments }
    let unmatched = Set(threads.filter { !$0.representativeMatches }.map(\.representative.document))
    let hits = try self.hits(of: documents, unmatched: unmatched, &vocabulary)
    var next = 0
    return threads.map { thread in
      var hit = hits[next]
      let end = next + 1 + thread.comments.count
      hit.matches = ThreadMatches(
        documents: thread.count, includesHit: thread.representativeMatches,
        comments: Array(hits[next + 1..<end]))
      next = end
      return hit
    }
  }
}
