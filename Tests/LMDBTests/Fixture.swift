import FTSTestSupport
import LMDB

/// An environment with one table, in a directory of its own.
struct Fixture {
  let directory: TemporaryDirectory
  let environment: Environment
  let table: Table

  init(options: Environment.Options = Environment.Options()) throws {
    directory = try TemporaryDirectory()
    environment = try Environment.open(path: directory.path, options: options)
    table = try environment.table("table", create: true)
  }

  /// Stores entries in one transaction.
  func put(_ entries: [(key: [UInt8], value: [UInt8])]) throws {
    var transaction = try environment.beginWrite()
    for entry in entries { try transaction.put(entry.key, entry.value, in: table) }
    try transaction.commit()
  }

  /// Every entry that `cursor` passes from the first on.
  static func entries(_ cursor: Cursor) throws -> [Entry] {
    var entries: [Entry] = []
    while try cursor.next() { entries.append(cursor.entry) }
    return entries
  }
}

/// A copied entry.
struct Entry: Equatable {
  let key: [UInt8]
  let value: [UInt8]
}

extension Cursor {
  /// The entry the cursor stands on, copied.
  var entry: Entry {
    // SAFETY: copied while the transaction is active and unchanged.
    unsafe Entry(key: [UInt8](key), value: [UInt8](value))
  }
}

extension ReadTransaction {
  /// The value of `key`, copied.
  func bytes(_ key: [UInt8], in table: Table) throws(LMDBError) -> [UInt8]? {
    // SAFETY: copied while the transaction is active.
    try unsafe get(key, in: table).map { bytes in unsafe [UInt8](bytes) }
  }
}
