import LMDB

extension ReadTransaction {
  /// What was written under `key`, without its checksum; `nil` where there is nothing.
  ///
  /// Valid as long as the transaction is not released.
  ///
  /// - Throws: `corrupted` where the checksum is not that of the content.
  func content(_ key: [UInt8], in table: Table, path: String) throws(IndexError) -> Blob? {
    guard let blob = try sealed(key, in: table, path: path) else { return nil }
    guard blob.isIntact else {
      throw .corrupted(path: path, detail: "a value of table \(table.name) is not what was written")
    }
    return blob.content
  }

  /// What was written under `key`, not yet compared with its checksum; `nil` where there is nothing.
  ///
  /// Valid as long as the transaction is not released.
  func sealed(_ key: [UInt8], in table: Table, path: String) throws(IndexError) -> SealedBlob? {
    let value: Blob?
    do {
      // SAFETY: the transaction outlives the views of its snapshot, see Snapshot.
      value = unsafe try get(key, in: table).map { unsafe Blob($0) }
    } catch { throw IndexError(error, path: path) }
    guard let value else { return nil }
    return try Self.sealed(value, key.span.withBlob { BlobPlace($0, in: table.name) }, table, path)
  }

  fileprivate static func sealed(
    _ value: Blob, _ place: BlobPlace, _ table: Table, _ path: String
  ) throws(IndexError) -> SealedBlob {
    guard let blob = SealedBlob(value, at: place) else {
      throw .corrupted(path: path, detail: "table \(table.name) has a value without its checksum")
    }
    return blob
  }

  /// The deleted documents of a segment.
  func deletions(of info: SegmentInfo, in tables: Tables, path: String) throws(IndexError) -> DeletionSet {
    var set = DeletionSet()
    guard info.deleted > 0 else { return set }
    for superblock in 0..<Grid.superblocks(info.blocks) {
      let key = TableKey.numbered(info.number, superblock)
      if let content = try content(key, in: tables.deletions, path: path) {
        set.load(superblock: superblock, content)
      }
    }
    return set
  }
}

extension Cursor {
  /// The value, where the key begins with `prefix`.
  @unsafe fileprivate func valueBlob(prefix: ArraySlice<UInt8>) -> Blob? {
    // SAFETY: the cursor stands on an entry; the bytes live as long as its transaction.
    unsafe key.starts(with: prefix) ? Blob(value) : nil
  }
}

/// Goes through the blobs of a table whose keys begin with a prefix.
struct TableCursor {
  private let cursor: Cursor
  private let table: Table
  private let prefix: [UInt8]
  private let path: String
  private var hasStarted = false

  init(_ transaction: ReadTransaction, _ table: Table, prefix: [UInt8], _ path: String) throws(IndexError) {
    do { cursor = try transaction.cursor(table) } catch { throw IndexError(error, path: path) }
    self.table = table
    self.prefix = prefix
    self.path = path
  }

  /// The error that the blob it stands on is not what was written.
  var damaged: IndexError {
    .corrupted(path: path, detail: "a blob of table \(table.name) is not what was written")
  }

  /// The key of the blob it stands on, without the prefix.
  var key: Blob {
    // SAFETY: the bytes live as long as the transaction, see Snapshot.
    let key = unsafe Blob(cursor.key)
    return key.slice(prefix.count, key.count - prefix.count) ?? .empty
  }

  /// The next blob, not yet compared with its checksum, or `nil` at the end.
  mutating func next() throws(IndexError) -> SealedBlob? {
    let found: Blob?
    do {
      let moved = hasStarted ? try cursor.next() : try cursor.seek(to: prefix)
      found = moved ? unsafe cursor.valueBlob(prefix: prefix[...]) : nil
    } catch { throw IndexError(error, path: path) }
    hasStarted = true
    guard let found else { return nil }
    // SAFETY: the cursor stands on the entry.
    let place = unsafe BlobPlace(Blob(cursor.key), in: table.name)
    return try ReadTransaction.sealed(found, place, table, path)
  }
}
