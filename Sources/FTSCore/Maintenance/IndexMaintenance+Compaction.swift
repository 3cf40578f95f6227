extension IndexMaintenance {
  /// Only where more is free than that, in bytes and as a part of the file, is the file copied: whoever compacts expects a small one.
  private static let worthwhileBytes = 128 << 10
  private static let worthwhileShare = 32

  /// Makes the index one segment without deleted documents, and its file one without free space where there is much of
  /// it. Searches go on meanwhile; nobody else writes.
  ///
  /// - Parameters:
  ///   - options: of the writer. It creates no index.
  ///   - reorder: whether to number the documents anew, threads with the same words side by side.
  ///   - onStage: called before each step.
  public func compact(
    options: IndexWriter.Options = IndexWriter.Options(), reorder: Bool = false,
    onStage: (CompactionStage) -> Void = { _ in }
  ) throws(IndexError) -> CompactionReport {
    var options = options
    options.createsIndex = false
    let reader = try IndexReader(path: path)
    let before = try reader.statistics()
    let isMerged = try merge(options, reorder, onStage)
    let merged = try reader.statistics()
    let isShrunk = merged.freeBytes > max(Self.worthwhileBytes, merged.fileBytes / Self.worthwhileShare)
    if isShrunk { try shrink() }
    return CompactionReport(
      before: before, after: try reader.statistics(), hasChanged: isMerged || isShrunk)
  }

  private func merge(
    _ options: IndexWriter.Options, _ reorder: Bool, _ onStage: (CompactionStage) -> Void
  ) throws(IndexError) -> Bool {
    let writer = try IndexWriter(path: path, options: options)
    defer { writer.close() }
    return try writer.compact(reorder: reorder, onStage: onStage)
  }
}
