extension SegmentReader {
  /// Hash of the id of the review that a document belongs to.
  func thread(of document: DocID) -> UInt64 { threads.load(UInt64.self, at: Int(document) * 8) }

  /// Whether a document is the review of its own thread.
  func isRoot(_ document: DocID) -> Bool {
    let word = roots.load(UInt64.self, at: Int(document) / Grid.blockSize * 8)
    return word >> UInt64(Int(document) % Grid.blockSize) & 1 != 0
  }

  /// The documents of a block that are the review of their own thread.
  func roots(_ block: Int) -> UInt64 { roots.load(UInt64.self, at: block * 8) }

  /// The root of a thread, where it is here and not deleted.
  func liveRoot(ofThread thread: UInt64) -> DocID? {
    rootTable.root(ofThread: thread, in: threads, where: isLive)
  }

  /// Whether there are threads here of which the review is not, or is deleted.
  var hasThreadsWithoutReview: Bool {
    (0..<info.blocks).reduce(0) { $0 + liveRoots($1).nonzeroBitCount } < info.threads
  }

  /// Of those, the ones that are not deleted.
  func liveRoots(_ block: Int) -> UInt64 { roots(block) & (live?[block] ?? .max) }
}
