import LMDB

/// Blobs on their way to the disk. They are gathered in memory, and written in transactions of bounded size that are
/// open only while they are being written: whoever else wants to write waits for milliseconds, however long it
/// takes to make what is written.
///
/// What is appended becomes part of the index only with the manifest, and may be written before the rest. What is
/// replaced, deletions and the manifest itself, reaches the disk in one transaction, by `commit`.
///
/// Belongs to one thread, as the engine's write transactions do.
final class WriteBatch {
  /// Called after each transaction with the bytes it has written; what it throws ends the work.
  typealias Pace = (_ bytes: Int) throws(IndexError) -> Void

  private struct Entry {
    let key: [UInt8]
    let content: [UInt8]
    let table: Table
  }

  /// Bytes gathered before they are written.
  static let transactionLimit = 8 << 20
  /// Entries deleted by one transaction: each costs the look at a page that may have to come from the disk.
  private static let deletionLimit = 256

  private let environment: Environment
  private let path: String
  private let transactionLimit: Int
  private let pace: Pace
  private var entries: [Entry] = []
  private var pending = 0
  /// Time spent in the storage engine so far.
  private(set) var elapsed = Duration.zero

  init(
    _ environment: Environment, path: String, transactionLimit: Int = WriteBatch.transactionLimit,
    pace: @escaping Pace = { _ in }
  ) {
    self.environment = environment
    self.path = path
    self.transactionLimit = transactionLimit
    self.pace = pace
  }

  /// Adds `content`, part of a segment that no manifest names yet, and its checksum. Returns the bytes that takes.
  @discardableResult
  func append(_ content: [UInt8], key: [UInt8], to table: Table) throws(IndexError) -> Int {
    if pending > transactionLimit { try commit() }
    return put(content, key: key, in: table)
  }

  /// Puts `content` with its checksum in the place of what is there. Returns the bytes that takes.
  @discardableResult
  func replace(_ content: [UInt8], key: [UInt8], in table: Table) -> Int {
    put(content, key: key, in: table)
  }

  /// Makes durable what was added and replaced.
  func commit() throws(IndexError) {
    guard !entries.isEmpty else { return }
    let (written, bytes) = (entries, pending)
    entries = []
    pending = 0
    let start = ContinuousClock.now
    try write(written)
    elapsed += ContinuousClock.now - start
    try pace(bytes)
  }

  /// Deletes what there is of segments, which no manifest names, in transactions of bounded size.
  ///
  /// What a transaction frees is not for the next one to use but for the one after that (mdb_page_alloc in LMDB's mdb.c). So the
  /// last one frees next to nothing: else who writes an index anew needs the room of three.
  func delete(_ segments: some Sequence<UInt32>, from tables: Tables) throws(IndexError) {
    var rest = segments.flatMap { number in tables.ofSegments.map { (number, $0) } }
    while !rest.isEmpty {
      do {
        var transaction = try environment.beginWrite()
        var room = Self.deletionLimit
        while let (number, table) = rest.last {
          if rest.count == 1, room < Self.deletionLimit { break }
          room -= try transaction.deletePrefix(TableKey.segment(number), in: table, limit: room)
          guard room > 0 else { break }
          rest.removeLast()
        }
        try transaction.commit()
      } catch { throw IndexError(error, path: path) }
      environment.releaseMap()
      try pace(0)
    }
  }

  private func put(_ content: [UInt8], key: [UInt8], in table: Table) -> Int {
    entries.append(Entry(key: key, content: content, table: table))
    let size = content.count + Checksum.size
    pending += size + 64
    return size
  }

  private func write(_ entries: [Entry]) throws(IndexError) {
    do {
      var transaction = try environment.beginWrite()
      for entry in entries {
        let size = entry.content.count + Checksum.size
        let place = entry.key.span.withBlob { BlobPlace($0, in: entry.table.name) }
        // SAFETY: all bytes are written, and the pointer is not kept.
        try unsafe transaction.reserve(entry.key, count: size, in: entry.table) { value in
          unsafe Checksum.seal(entry.content, at: place, into: value)
        }
      }
      try transaction.commit()
    } catch { throw IndexError(error, path: path) }
    // What was read of other segments meanwhile, in a merge as much as is written, counts as this process's memory.
    environment.releaseMap()
  }
}
