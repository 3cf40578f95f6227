/// Carries sets of documents along threads, for the micro benchmarks. See `EngineLoops` for why it stands here.
package struct ThreadLoop {
  private let threads: ThreadRuns
  private let members: DocumentMask

  /// Threads of `length` documents each.
  ///
  /// - Parameter members: by document, whether it is in the set.
  package init(length: Int, members: [Bool]) {
    var column = ByteWriter(capacity: members.count * 8)
    var set = DocumentMask(blocks: Grid.blocks(members.count))
    for (document, isMember) in members.enumerated() {
      column.integer(UInt64(document / length))
      if isMember { set.insert(document) }
    }
    threads = unsafe column.bytes.withUnsafeBytes { bytes in
      // SAFETY: the view is used within this closure only.
      ThreadRuns(unsafe Blob(bytes), documents: members.count)
    }
    self.members = set
  }

  /// The number of documents in the threads with a member.
  package func countAll() -> UInt64 {
    let all = threads.all(ofThreadsBeginningIn: threads.firsts(ofThreadsWith: members))
    return all.blocks.reduce(0) { $0 + UInt64($1.nonzeroBitCount) }
  }
}
