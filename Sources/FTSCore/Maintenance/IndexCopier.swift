import LMDB

/// Writes what one commit of an index consists of to a new index, value by value, each compared with its checksum on the way.
///
/// `mdb_env_copy2` would copy pages with what deleted entries have left in them, and the data of segments that were
/// never committed. This leaves out both: a copy holds nothing but what its manifest names, in full pages in order.
struct IndexCopier {
  /// What was read of the source counts as this process's memory until it is given back.
  private static let releaseInterval = 64 << 20

  private let source: IndexStore
  private let onProgress: (_ bytes: Int, _ total: Int) -> Void

  init(_ source: IndexStore, onProgress: @escaping (_ bytes: Int, _ total: Int) -> Void) {
    self.source = source
    self.onProgress = onProgress
  }

  /// Copies the last commit into the directory `path`, which is created and must hold no index; returns when all of it is on disk.
  /// Others may write to the source meanwhile.
  ///
  /// - Throws: `corrupted` where the source is damaged; `diskFull`.
  func copy(to path: String) throws(IndexError) {
    let transaction: ReadTransaction
    do { transaction = try source.environment.beginRead() } catch {
      throw IndexError(error, path: source.path)
    }
    defer { transaction.release() }
    let manifest = try Snapshot.committed(transaction, source.tables.meta, source.path)
    try IndexDirectory.create(path)
    let environment: Environment
    let tables: Tables
    do {
      environment = try Environment.open(path: path, options: IndexStore.options(syncsOnCommit: false))
      tables = try Tables(environment, create: true)
    } catch { throw IndexError(error, path: path) }
    let batch = WriteBatch(environment, path: path)
    try copySegments(manifest, transaction, to: tables, batch)
    for key in [TableKey.settings, TableKey.manifest] {
      guard let content = try transaction.content(key, in: source.tables.meta, path: source.path) else {
        throw .corrupted(path: source.path, detail: "settings")
      }
      batch.replace(content.array, key: key, in: tables.meta)
    }
    try batch.commit()
    do { try environment.sync() } catch { throw IndexError(error, path: path) }
    try FileTree.sync(path)
  }

  private func copySegments(
    _ manifest: Manifest, _ transaction: ReadTransaction, to tables: Tables, _ batch: WriteBatch
  ) throws(IndexError) {
    let total = manifest.segments.reduce(0) { $0 + $1.bytes }
    var copied = 0
    var sinceRelease = 0
    for (from, to) in zip(source.tables.ofSegments, tables.ofSegments) {
      for number in manifest.segments.map(\.number).sorted() {
        let prefix = TableKey.segment(number)
        var blobs = try TableCursor(transaction, from, prefix: prefix, source.path)
        while let blob = try blobs.next() {
          guard blob.isIntact else { throw blobs.damaged }
          try batch.append(blob.content.array, key: prefix + blobs.key.array, to: to)
          copied += blob.size
          sinceRelease += blob.size
          if sinceRelease > Self.releaseInterval {
            source.environment.releaseMap()
            sinceRelease = 0
          }
          onProgress(copied, total)
        }
      }
    }
    source.environment.releaseMap()
  }
}
