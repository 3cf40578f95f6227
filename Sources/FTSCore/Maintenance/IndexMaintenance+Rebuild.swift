import FTSDocument

extension IndexMaintenance {
  /// Makes the index anew of its stored documents, and puts that in its place. What is damaged is left out and told.
  ///
  /// Documents keep their order and their threads. Where anything may be missing the old index is kept beside the new one, as
  /// `PATH.damaged`, or with a number where there is one.
  ///
  /// - Parameters:
  ///   - settings: what is to be other than it was.
  ///   - options: how much memory to use, and how many threads.
  ///   - allowsLoss: false throws where anything may be missing.
  /// - Throws: `unsupportedFormat`, `invalidSetting`, `invalidDictionary`; `corrupted` where no document can be read, and there should be some.
  public func rebuild(
    _ settings: RequestedSettings = RequestedSettings(),
    options: IndexWriter.Options = IndexWriter.Options(), allowsLoss: Bool = true
  ) throws(IndexError) -> RebuildReport {
    guard try IndexDirectory.hasIndex(path) else { throw .notFound(path: path) }
    var report = RebuildReport()
    let keptPath = try replace(keepsOld: { report.isPartial }) { (place) throws(IndexError) in
      let segments = try SalvagedSegments(path: path)
      let writer = try IndexWriter(
        path: place, settings: settings.keeping(segments.settings), options: options)
      defer { writer.close() }
      let ids = try Self.liveIDs(segments)
      try segments.forEach { (outcome) throws(IndexError) in
        switch outcome {
        case .lost(let count): report.lost += count
        case .document(var document, let thread):
          // Its thread was that of a parent that is no more.
          if document.thread == nil, thread != document.id, let parent = document.parent,
            !ids.contains(Checksum.hash(parent))
          {
            document.thread = thread
          }
          try writer.add(document)
          report.documents += 1
          onProgress(
            CheckProgress(stage: "indexing", done: report.documents, total: max(ids.count, report.documents)))
        }
      }
      report.problems = segments.problems
      if report.isPartial, report.documents == 0 || !allowsLoss {
        throw .corrupted(
          path: path,
          detail: "\(report.lost) documents cannot be read: " + report.problems.joined(separator: "; "))
      }
      try writer.commit()
      try writer.merge()
      try verify(place)
    }
    report.keptPath = keptPath
    return report
  }

  private static func liveIDs(_ segments: SalvagedSegments) throws(IndexError) -> Set<UInt64> {
    var ids: Set<UInt64> = []
    try segments.forEach { (outcome) throws(IndexError) in
      if case .document(let document, _) = outcome { ids.insert(Checksum.hash(document.id)) }
    }
    return ids
  }
}
