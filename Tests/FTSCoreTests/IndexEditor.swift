import LMDB

@testable import FTSCore

/// Changes what an index has on disk behind its back, one commit for each change.
struct IndexEditor {
  let store: IndexStore

  init(_ path: String) throws { store = try IndexStore.open(path) }

  /// A value of a table.
  struct Entry {
    var key: [UInt8]
    /// Without its checksum.
    var content: [UInt8]
  }

  var manifest: Manifest {
    get throws { try store.snapshot().manifest }
  }

  /// All values of a table, in order.
  func entries(_ table: KeyPath<Tables, Table>) throws -> [Entry] {
    var entries: [Entry] = []
    try store.environment.read { (transaction) throws(LMDBError) in
      let cursor = try transaction.cursor(store.tables[keyPath: table])
      while try cursor.next() {
        // SAFETY: the cursor stands on an entry; the bytes are copied at once.
        unsafe entries.append(
          Entry(key: Array(cursor.key), content: Array(cursor.value.dropLast(Checksum.size))))
      }
    }
    return entries
  }

  /// What lies on disk where `entry` is in a table: its content, with a checksum that fits.
  func value(of entry: Entry, in table: KeyPath<Tables, Table>) -> [UInt8] {
    Checksum.sealed(entry.content, entry.key, in: store.tables[keyPath: table].name)
  }

  /// Puts a value, with a checksum that fits, in the place of what is there.
  func replace(_ entry: Entry, in table: KeyPath<Tables, Table>) throws {
    try put(entry.key, value(of: entry, in: table), in: table)
  }

  /// Puts any bytes in the place of what is there.
  func put(_ key: [UInt8], _ value: [UInt8], in table: KeyPath<Tables, Table>) throws {
    var transaction = try store.environment.beginWrite()
    try transaction.put(key, value, in: store.tables[keyPath: table])
    try transaction.commit()
  }

  func delete(_ key: [UInt8], in table: KeyPath<Tables, Table>) throws {
    var transaction = try store.environment.beginWrite()
    try transaction.delete(key, in: store.tables[keyPath: table])
    try transaction.commit()
  }

  /// Changes the manifest.
  func editManifest(_ edit: (inout Manifest) -> Void) throws {
    var manifest = try manifest
    edit(&manifest)
    try replace(Entry(key: TableKey.manifest, content: manifest.encode()), in: \.meta)
  }

  /// Changes the value at a place of a table.
  func edit(_ table: KeyPath<Tables, Table>, at index: Int = 0, _ edit: (inout [UInt8]) throws -> Void) throws
  {
    var entry = try entries(table)[index]
    try edit(&entry.content)
    try replace(entry, in: table)
  }

  /// Changes a column of the first segment.
  func edit(column: Column, _ body: (inout [UInt8]) throws -> Void) throws {
    try edit(\.columns, at: Int(column.rawValue), body)
  }

  /// Decodes the first blob of a sorted table, has its entries changed, and encodes them again.
  func editEntries(
    _ table: KeyPath<Tables, Table>, _ edit: (inout [(key: [UInt8], value: [UInt8])]) throws -> Void
  ) throws {
    let old = try entries(table)[0]
    var entries: [(key: [UInt8], value: [UInt8])] = []
    withBlob(old.content) { blob in
      guard let blob = SortedTableBlob(blob) else { return }
      var cursor = SortedTableBlob.Cursor(blob)
      while let value = cursor.next() { entries.append((cursor.key, value.array)) }
    }
    try edit(&entries)
    var contents: [[UInt8]] = []
    var writer = SortedTableWriter { _, content in contents.append(content) }
    for entry in entries { try writer.append(key: entry.key, value: entry.value) }
    try writer.finish()
    try replace(Entry(key: old.key, content: contents[0]), in: table)
    let growth = contents[0].count - old.content.count
    try editManifest {
      switch table {
      case \.dictionary: $0.segments[0].dictionaryBytes += growth
      case \.forms: $0.segments[0].formsBytes += growth
      default: $0.segments[0].identifiersBytes += growth
      }
    }
  }
}
