import LMDB

/// Blobs on their way to the disk. Appends as it goes, in transactions of bounded size; what is
/// appended becomes part of the index only with the manifest. What replaces or deletes, deletions
/// and the manifest itself, reaches the disk in one transaction, by `commit`.
///
/// Belongs to one thread, as the engine's write transactions do.
final class WriteBatch {
  /// A transaction keeps what it writes in memory; past this many bytes it is committed and the
  /// next begun.
  private static let transactionLimit = 24 << 20

  private static let releaseInterval = 4 << 20

  private let environment: Environment
  private let path: String
  private var transaction: WriteTransaction?
  private var pending = 0
  /// Bytes written since the map was released.
  private var sinceRelease = 0
  /// Time spent in the storage engine so far.
  private(set) var elapsed = Duration.zero

  init(_ environment: Environment, path: String) {
    self.environment = environment
    self.path = path
  }

  /// Appends `content` with its checksum. Keys of a table ascend over the life of an index.
  /// Returns the bytes written.
  @discardableResult
  func append(_ content: [UInt8], key: [UInt8], to table: Table) throws(IndexError) -> Int {
    try put(content, key: key, in: table, mode: .append)
  }

  /// Writes `content` with its checksum, in place of what was there. Returns the bytes written.
  @discardableResult
  func replace(_ content: [UInt8], key: [UInt8], in table: Table) throws(IndexError) -> Int {
    try put(content, key: key, in: table, mode: .replace)
  }

  /// Deletes all keys that begin with `prefix`.
  func deleteAll(prefix: [UInt8], in table: Table) throws(IndexError) {
    try begin()
    do { _ = try transaction?.deletePrefix(prefix, in: table) } catch { throw IndexError(error, path: path) }
    environment.releaseMap()
  }

  /// Makes durable what was written.
  func commit() throws(IndexError) {
    guard let finished = transaction.take() else { return }
    pending = 0
    let start = ContinuousClock.now
    defer { elapsed += ContinuousClock.now - start }
    do { try finished.commit() } catch { throw IndexError(error, path: path) }
  }

  private func put(
    _ content: [UInt8], key: [UInt8], in table: Table, mode: PutMode
  ) throws(IndexError) -> Int {
    // Only data of new segments, which no manifest names yet, may be committed early.
    if mode == .append, pending > Self.transactionLimit { try commit() }
    releaseMap(content.count)
    try begin()
    let start = ContinuousClock.now
    defer { elapsed += ContinuousClock.now - start }
    let size = content.count + Checksum.size
    do {
      // SAFETY: all bytes are written, and the pointer is not kept.
      try unsafe transaction?.reserve(key, count: size, in: table, append: mode == .append) { value in
        unsafe Checksum.seal(content, into: value)
      }
    } catch { throw IndexError(error, path: path) }
    pending += size + 64
    return size
  }

  /// What was read of other segments meanwhile, in a merge as much as is written, counts as this process's memory.
  private func releaseMap(_ written: Int) {
    sinceRelease += written
    guard sinceRelease > Self.releaseInterval else { return }
    environment.releaseMap()
    sinceRelease = 0
  }

  private func begin() throws(IndexError) {
    guard transaction == nil else { return }
    do { transaction = try environment.beginWrite() } catch { throw IndexError(error, path: path) }
  }
}
