import FTSQuery

/// Results that are threads.
extension SnapshotSearcher {
  /// The first threads, in the order of their best documents, and what of each is shown.
  mutating func findThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [FoundThread] {
    let best = try rankThreads(weight, options, snapshot)
    let places = best.map { snapshot.thread(of: Int($0.document)) }
    let comments = max(0, options.comments)
    // Where a thread has no root, the best document takes its place. One that is alone was found with its thread.
    var collector = ThreadCollector(places.map { $0.isSingle ? [] : $0.pieces }, limit: comments + 1)
    if !places.allSatisfy(\.isSingle) { try complete(weight, options, snapshot, into: &collector) }
    return best.indices.map { index in
      if places[index].isSingle { return FoundThread(of: best[index]) }
      return FoundThread(
        best: best[index], root: places[index].root.map { snapshot.segments[$0.segment].base + $0.document },
        collector.matches[index], comments: comments)
    }
  }

  /// Of the first threads, the best document: the best documents, of which each thread's first counts. As many of
  /// them are sought as prove to be enough.
  private mutating func rankThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> [ScoredDocument] {
    // There are no more threads than documents.
    let sought = min(options.window, snapshot.manifest.documents)
    var options = options
    options.countsTotal = false
    // Nine times in ten that is enough, and each of them has its price.
    options.limit = sought + (sought + 1) / 2
    let passedOver = max(0, options.offset)
    options.offset = 0
    while true {
      let documents = try rank(weight, options, snapshot).documents
      var threads: Set<UInt64> = []
      let best = documents.filter { document in
        let segment = snapshot.segment(of: Int(document.document))
        return threads.insert(segment.thread(of: document.document - DocID(segment.base))).inserted
      }
      if best.count >= sought || documents.count < options.limit || watch.isUp {
        return Array(best.prefix(sought).dropFirst(passedOver))
      }
      options.limit *= 4
    }
  }

  /// How many threads have a document that matches, and how many documents do.
  mutating func countThreads(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> (threads: Int, documents: Int) {
    // Facets have been counted over the same.
    if options.facets.isEmpty { try match(weight, options, snapshot) }
    return (matches.countThreads(snapshot), matches.count)
  }
}
