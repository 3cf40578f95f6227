import LMDB

extension IndexWriter {
  /// Merges segments of what is committed as `MergePolicy` wants it, as far as the text that was written through this
  /// writer pays for: what it costs is in proportion to that, not to the index. The rest is left for later ones.
  /// Equal input leaves equal segments.
  ///
  /// Everything that was committed stays visible throughout. Does nothing where another process is merging.
  ///
  /// - Parameter goesOn: asked before each merge and between its transactions; false ends merging, and leaves the
  ///   index as it was before the merge at hand.
  public func merge(while goesOn: @escaping () -> Bool = { true }) throws(IndexError) {
    guard let lock = try store.mergeLock() else { return }
    try collectGarbage(lock)
    var allowance = MergePolicy.allowance(written: summary.textBytes)
    do {
      while goesOn(), let merge = try beginMerge(within: allowance, lock) {
        allowance = max(0, allowance - merge.cost)
        try perform(merge, pace: { _ throws(IndexError) in if !goesOn() { throw .interrupted } })
      }
    } catch .interrupted {}
  }

  /// Commits, and makes one segment of all, without the deleted documents. The index answers as
  /// before while that goes on, and until it is done nothing of it lasts.
  ///
  /// - Parameters:
  ///   - reorder: number the threads so that those with the same terms are neighbours. Queries take
  ///     less time then. Of documents with equal scores another may come first.
  ///   - onStage: called at the beginning of each stage.
  /// - Returns: false where there was nothing to do: at most one segment, nothing deleted in it, and
  ///   no other order asked for.
  /// - Throws: `locked` where another process goes on merging for longer than this writer was to wait for another.
  public func compact(
    reorder: Bool = false, onStage: (CompactionStage) -> Void = { _ in }
  ) throws(IndexError) -> Bool {
    try commit()
    let lock = try waitForMerges()
    guard manifest.segments.count > 1 || manifest.segments.contains(where: { $0.deleted > 0 || reorder })
    else { return false }
    try collectGarbage(lock)
    try perform(makeMerge(of: manifest.segments, lock), reorder: reorder ? threads : nil, onStage: onStage)
    return true
  }

  /// The right to merge. Where somebody else has it, that one needs the right to write in order to come to an end: it is
  /// given up meanwhile.
  private func waitForMerges() throws(IndexError) -> FileLock {
    if let lock = try store.mergeLock() { return lock }
    self.lock = nil
    guard let lock = try store.mergeLock(wait: wait, while: waitGoesOn) else {
      throw .locked(path: store.path)
    }
    self.lock = try store.writerLock(wait: wait, while: waitGoesOn)
    manifest = try store.snapshot().manifest
    return lock
  }

  // MARK: - Steps

  /// Decides on a merge.
  ///
  /// - Parameters:
  ///   - allowance: the most it may cost, in bytes of text.
  ///   - lock: the right to merge.
  /// - Returns: `nil` where nothing is to be merged.
  func beginMerge(within allowance: Int, _ lock: FileLock) throws(IndexError) -> SegmentMerge? {
    let selected = MergePolicy.select(manifest.segments, allowance: allowance)
    return selected.isEmpty ? nil : makeMerge(of: selected, lock)
  }

  /// Decides on a merge that goes on when this writer has ended, and gives its segment a number for good.
  ///
  /// - Parameter running: the merges that this process has begun and not published.
  /// - Returns: `nil` where nothing is to be merged.
  /// - Throws: also `locked` where somebody else is merging.
  func beginMerge(beside running: [SegmentMerge]) throws(IndexError) -> SegmentMerge? {
    let running = running.filter { $0.isOf(store) }
    let busy = Set(running.flatMap { $0.segments.map(\.number) })
    let selected = MergePolicy.select(manifest.segments, busy: busy)
    // A merge lets smaller ones pass, and would be in the way of any other.
    let cost = MergePolicy.cost(of: selected)
    guard !selected.isEmpty, running.allSatisfy({ cost < $0.cost }) else { return nil }
    var lock = running.first?.lock
    if lock == nil { lock = try store.mergeLock() }
    guard let lock else { throw .locked(path: store.path) }
    let merge = makeMerge(of: selected, lock)
    try publish(WriteBatch(store.environment, path: store.path))
    return merge
  }

  /// Puts a segment that a merge has written in the place of those it was made of. To be called when nothing waits to
  /// be committed.
  func publish(_ merged: SegmentMerge.Merged) throws(IndexError) {
    let merge = merged.merge
    let snapshot = try store.snapshot()
    var info = merged.info
    var deletions = DeletionSet()
    for (old, new) in zip(merge.segments, merged.newDocuments) {
      guard let place = manifest.segments.firstIndex(where: { $0.number == old.number }) else {
        // It has lost its last document, and with it its place.
        for document in new where document != ThreadOrder.dropped { _ = deletions.insert(document) }
        continue
      }
      let deleted = try snapshot.deletions(of: place)
      for (document, newDocument) in new.enumerated()
      where newDocument != ThreadOrder.dropped && deleted.contains(DocID(document)) {
        _ = deletions.insert(newDocument)
      }
    }
    info.deleted = deletions.count
    let numbers = Set(merge.segments.map(\.number))
    let place = manifest.segments.firstIndex { numbers.contains($0.number) }
    manifest.segments.removeAll { numbers.contains($0.number) }
    if let place, info.liveDocuments > 0 {
      manifest.segments.insert(info, at: place)
      delete(deletions, of: info.number)
    }
    try publish(WriteBatch(store.environment, path: store.path))
  }

  /// A merge of these segments.
  func makeMerge(of segments: [SegmentInfo], _ lock: FileLock) -> SegmentMerge {
    defer { manifest.nextSegment += 1 }
    return SegmentMerge(
      segments, number: manifest.nextSegment, averageLength: manifest.averageLength, store: store, lock: lock)
  }

  private func perform(
    _ merge: SegmentMerge, reorder: Int? = nil, onStage: (CompactionStage) -> Void = { _ in },
    pace: @escaping WriteBatch.Pace = { _ in }
  ) throws(IndexError) {
    let start = ContinuousClock.now
    defer { writerTimes.merge += ContinuousClock.now - start }
    releaseMemory()
    try publish(try merge.run(reorder: reorder, onStage: onStage, pace: pace))
    try merge.removeOld()
  }
}
