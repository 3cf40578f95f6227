import LMDB

/// Verifies an index: that every byte is what was written, and that what was written is what its documents give.
///
/// First the trees of the storage engine, then every value against its checksum, then segment by segment. There the rule is one:
/// what is derived is derived again, and compared. Postings are decoded and encoded anew, which gives the same bytes only
/// where order, counts, positions and bounds are right; columns are made anew of the stored documents; texts are analysed anew. What is damaged
/// already is not looked into further.
///
/// Everything is of one commit, and others may write meanwhile. A damaged file may still end the process, so that whoever
/// checks files that may be runs the check in a process of its own.
public struct IndexCheck {
  private let path: String
  private let options: CheckOptions

  /// A check of the index in the directory `path`.
  public init(path: String, options: CheckOptions = CheckOptions()) {
    self.path = path
    self.options = options
  }

  /// Runs the check.
  ///
  /// - Parameters:
  ///   - onProgress: called often.
  ///   - onFinding: called with what the report will have, as it is found.
  /// - Throws: what keeps from looking at all: `notFound`, `unusable`, `unsupportedFormat`. Damage is in the report.
  public func run(
    onProgress: @escaping (CheckProgress) -> Void = { _ in },
    onFinding: @escaping (CheckFinding) -> Void = { _ in }
  ) throws(IndexError) -> CheckReport {
    let log = CheckLog(onProgress: onProgress, onFinding: onFinding)
    do {
      let store = try IndexStore.open(path)
      try check(store, log)
    } catch {
      switch error {
      case .corrupted, .storage: log.find(.file, error)
      default: throw error
      }
    }
    return log.report
  }

  private func check(_ store: IndexStore, _ log: CheckLog) throws(IndexError) {
    checkTrees(store, log)
    let transaction: ReadTransaction
    do { transaction = try store.environment.beginRead() } catch { throw IndexError(error, path: path) }
    defer { transaction.release() }
    let manifest = try Snapshot.committed(transaction, store.tables.meta, path)
    log.update {
      $0.generation = manifest.generation
      $0.segments = manifest.segments.count
      $0.documents = manifest.documents
    }
    var scan = BlobScan(manifest, transaction, store.tables, path, log)
    let sound = scan.run()
    var intact = manifest
    intact.segments = manifest.segments.filter { info in
      sound.contains(info.number) && opens(info, transaction, store, log)
    }
    let snapshot = try store.snapshot(in: transaction, of: intact)
    for segment in snapshot.segments {
      log.attempt(.file, segment: segment.info.number) { () throws(IndexError) in
        var check = SegmentCheck(segment, snapshot, store, options, log)
        try check.run()
      }
    }
    checkIdentifiers(snapshot, log)
    if intact.segments.count == manifest.segments.count, log.report.isSound {
      log.attempt(.search) { () throws(IndexError) in
        var search = SearchCheck(snapshot, store, try IndexReader(path: path), options, log)
        try search.run()
      }
    }
  }

  /// Whether a segment can be opened, which reads its first columns.
  private func opens(
    _ info: SegmentInfo, _ transaction: ReadTransaction, _ store: IndexStore, _ log: CheckLog
  ) -> Bool {
    do {
      _ = try store.segment(info, in: transaction)
      return true
    } catch {
      log.find(.columns, segment: info.number, error)
      return false
    }
  }

  private func checkTrees(_ store: IndexStore, _ log: CheckLog) {
    log.attempt(.tree) { () throws(IndexError) in
      log.progress("trees", 0, of: 1)
      let trees = try trees(of: store)
      for problem in trees.problems { log.find(.tree, problem.description) }
      if trees.problems.isEmpty, trees.lostPages > 0 {
        log.find(.lostPages, "\(trees.lostPages) pages of \(trees.pageSize) bytes are neither used nor free")
      }
    }
  }

  private func trees(of store: IndexStore) throws(IndexError) -> TreeReport {
    do { return try store.environment.checkTrees(readsOverflow: true) } catch {
      throw IndexError(error, path: path)
    }
  }

  /// No two documents that can be found have one id.
  private func checkIdentifiers(_ snapshot: Snapshot, _ log: CheckLog) {
    log.attempt(.identifiers) { () throws(IndexError) in
      guard snapshot.segments.count > 1 else { return }
      var merge = try SortedTableMerge(snapshot.segments, \.identifiers)
      while let values = try merge.next() {
        let live = values.filter { value in
          var reader = ByteReader(value.value)
          return snapshot.segments[value.segment].isLive(DocID(truncatingIfNeeded: reader.varint()))
        }
        if live.count > 1 {
          let id = String(decoding: merge.key, as: UTF8.self)
          log.find(.identifiers, "\(live.count) segments have a document \(id) that is not deleted")
        }
      }
    }
  }
}
